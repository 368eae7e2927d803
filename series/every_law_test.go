package series_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lawless are the exported functions that return a series and are no transforms:
// they build one, cut one, or hand out a part.
var lawless = map[string]string{
	"New": "builds", "FromUnixNano": "builds", "FromDecimals": "builds", "NewBars": "builds", "Sort": "builds",
	"ReadSeries": "reads a file", "ReadBars": "reads a file",
	"Slice": "cuts by index", "Between": "cuts by time, to the caller's choice", "Until": "is what the laws are stated with",
	"Column": "hands out a part", "Bar": "hands out a part", "Named": "changes no value",
}

// TestEveryTransformHasALaw finds every exported function and method that returns
// a series, bars, a frame or what was released, and wants it called in a test file that checks laws.
func TestEveryTransformHasALaw(t *testing.T) {
	checked := ""
	tests, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tests {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "seriestest.Causal") || strings.Contains(string(text), "unary(t, ") {
			checked += string(text)
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !fn.Name.IsExported() || !returnsSeries(fn) || lawless[fn.Name.Name] != "" {
				continue
			}
			found++
			// A call, a method expression or a method value.
			if !strings.Contains(checked, "."+fn.Name.Name+"(") && !strings.Contains(checked, "."+fn.Name.Name+",") && !strings.Contains(checked, "."+fn.Name.Name+"}") {
				t.Errorf("%s: no law is checked for %s", name, fn.Name.Name)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d transforms found", found)
	}
}

func returnsSeries(fn *ast.FuncDecl) bool {
	if fn.Type.Results == nil {
		return false
	}
	for _, r := range fn.Type.Results.List {
		if id, ok := r.Type.(*ast.Ident); ok {
			switch id.Name {
			case "Series", "Bars", "Frame", "Released":
				return true
			}
		}
	}
	return false
}
