// breaks shows that the tests can fail: it applies each deliberate fault of
// list.txt to a copy of the module, one at a time, and wants the tests named there
// red.
//
//	go run ./.ci/breaks          all of them
//	go run ./.ci/breaks seed     those with "seed" in their name
//
// An entry of the list is a name, the file, the lines as they are (-) and as they
// become (+), and the tests that must fail; a blank line ends it:
//
//	EMA seeded with its first value
//	file indicator/recur.go
//	-	m := k.e / float64(k.n)
//	+	m := 0.0
//	test ./indicator Oracle
package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// A fault is one entry of the list.
type fault struct {
	name, file, from, to, pkg, tests string
}

func main() {
	text, err := os.ReadFile(".ci/breaks/list.txt")
	if err != nil {
		fatal(err)
	}
	faults, err := parse(string(text))
	if err != nil {
		fatal(err)
	}
	var todo []int
	for i, f := range faults {
		if len(os.Args) < 2 || strings.Contains(f.name, os.Args[1]) {
			todo = append(todo, i)
		}
	}
	temp, err := os.MkdirTemp("", "breaks")
	if err != nil {
		fatal(err)
	}
	defer os.RemoveAll(temp)
	reports := make([]string, len(faults))
	next, workers := make(chan int), sync.WaitGroup{}
	for w := range 2 {
		// Each works on a copy of its own.
		dir := filepath.Join(temp, fmt.Sprint(w))
		if err := copyTree(dir); err != nil {
			fatal(err)
		}
		workers.Add(1)
		go func() {
			defer workers.Done()
			for i := range next {
				reports[i] = faults[i].apply(dir)
			}
		}()
	}
	for _, i := range todo {
		next <- i
	}
	close(next)
	workers.Wait()
	green := 0
	for _, i := range todo {
		verdict := "red  "
		if reports[i] != "" {
			verdict = "GREEN"
			green++
		}
		fmt.Printf("%s  %s\n", verdict, faults[i].name)
		if reports[i] != "" {
			fmt.Println(reports[i])
		}
	}
	fmt.Printf("%d deliberate faults, %d seen\n", len(todo), len(todo)-green)
	if green > 0 || len(todo) == 0 {
		os.RemoveAll(temp)
		os.Exit(1)
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, "breaks:", err)
	os.Exit(2)
}

// parse reads the list.
func parse(text string) ([]fault, error) {
	var all []fault
	for n, block := range strings.Split(strings.TrimSpace(text), "\n\n") {
		var f fault
		for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
			switch word, rest, _ := strings.Cut(line, " "); {
			case strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, "-"):
				f.from += line[1:] + "\n"
			case strings.HasPrefix(line, "+"):
				f.to += line[1:] + "\n"
			case word == "file":
				f.file = rest
			case word == "test":
				f.pkg, f.tests, _ = strings.Cut(rest, " ")
			case f.name == "":
				f.name = line
			default:
				return nil, fmt.Errorf("entry %d: %q", n+1, line)
			}
		}
		if f.name == "" && f.file == "" {
			continue // a comment
		}
		if f.name == "" || f.file == "" || f.from == "" || f.tests == "" {
			return nil, fmt.Errorf("entry %d is incomplete", n+1)
		}
		all = append(all, f)
	}
	return all, nil
}

var failed = regexp.MustCompile(`(?m)^\s*--- FAIL|^panic: `)

// copyTree copies the files of the module to dir.
func copyTree(dir string) error {
	return filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if path == ".git" {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(dir, path), 0o755)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, path), content, 0o644)
	})
}

// apply runs the tests on the faulty code in the copy of the module in dir, which
// it leaves as it was. It says what is wrong if they do not fail.
func (f fault) apply(dir string) string {
	path := filepath.Join(dir, f.file)
	code, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	if n := strings.Count(string(code), f.from); n != 1 {
		return fmt.Sprintf("the lines are %d times in %s", n, f.file)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(code), f.from, f.to, 1)), 0o644); err != nil {
		return err.Error()
	}
	cmd := exec.Command("go", "test", "-vet=off", "-count=1", "-failfast", "-run", f.tests, f.pkg)
	cmd.Dir = dir
	out, failure := cmd.CombinedOutput()
	if err := os.WriteFile(path, code, 0o644); err != nil {
		return err.Error()
	}
	if failure == nil {
		return "no test failed: " + f.tests
	}
	if !failed.Match(out) {
		return "it does not build:\n" + string(out)
	}
	return ""
}
