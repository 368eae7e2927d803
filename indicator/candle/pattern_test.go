package candle

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	all := All()
	if len(all) != 61 {
		t.Fatalf("%d patterns", len(all))
	}
	for i, p := range all {
		if int(p) != i+1 {
			t.Errorf("%v is %d", p, int(p))
		}
		for _, name := range []string{p.String(), p.TALib()} {
			low := strings.ToLower(name)
			if seen[low] || name == "" {
				t.Errorf("%q twice", name)
			}
			seen[low] = true
			for _, text := range []string{name, low, strings.ToUpper(name), " " + name + "\n"} {
				if q, err := Parse(text); q != p || err != nil {
					t.Errorf("%q is %v, %v", text, q, err)
				}
			}
		}
		text, err := json.Marshal(p)
		var q Pattern
		if err != nil || json.Unmarshal(text, &q) != nil || q != p || string(text) != `"`+p.String()+`"` {
			t.Errorf("%v as JSON: %s, %v", p, text, q)
		}
		r := rules[p]
		n := 0
		for _, there := range []bool{r.find != nil, r.pierce != nil, r.confirm != nil} {
			if there {
				n++
			}
		}
		if n != 1 || r.bars < 1 || r.bars > 5 || (r.pierce != nil) != (p.Penetration() > 0) || !strings.HasPrefix(p.TALib(), "CDL") {
			t.Errorf("%v: %+v", p, r)
		}
	}
}

func TestNoPattern(t *testing.T) {
	for _, p := range []Pattern{0, -1, lastPattern + 1, math.MaxInt} {
		if p.TALib() != "" || p.Source() != "" || p.Penetration() != 0 || !strings.HasPrefix(p.String(), "Pattern(") {
			t.Errorf("%v", p)
		}
		if _, err := p.MarshalText(); !errors.Is(err, ErrName) {
			t.Error(err)
		}
	}
	for _, name := range []string{"", "CDL", "dojis", "Pattern(1)", strings.Repeat("x", 1000)} {
		p := Hammer
		err := p.UnmarshalText([]byte(name))
		var typed *NameError
		if !errors.Is(err, ErrName) || !errors.As(err, &typed) || typed.Name != name || p != Hammer || len(err.Error()) > 100 {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// Every pattern's doc comment says what it is, spans and gives, and where it is from.
func TestEveryPatternIsDocumented(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	documented := 0
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Names) != 1 {
				return true
			}
			if p, err := Parse(v.Names[0].Name); err == nil && v.Names[0].IsExported() {
				documented++
				text := v.Doc.Text()
				author, _, _ := strings.Cut(p.Source(), ",")
				if words := strings.Fields(author); !strings.Contains(text, "\nSource: "+words[len(words)-1]+" ") && !strings.Contains(text, "\nSource: "+author+",") {
					t.Errorf("%v: source is %s", p, p.Source())
				}
				for _, part := range []string{p.String() + " is ", "\nBars: ", "Output: ", "\nSource: "} {
					if !strings.Contains(text, part) {
						t.Errorf("%v: no %q in the doc comment", p, part)
					}
				}
			}
			return true
		})
	}
	if documented != 61 {
		t.Errorf("%d patterns documented", documented)
	}
}

func TestSignal(t *testing.T) {
	for _, c := range []struct {
		value, bars int
		text        string
	}{
		{100, 1, "bullish 100, 1 bar"}, {-80, 2, "bearish 80, 2 bars"}, {200, 6, "bullish 200, 6 bars"}, {0, 3, "none"}, {0, 0, "unknown"},
	} {
		s := signalOf(c.value, c.bars)
		if s.Value() != c.value || s.Bars != c.bars || s.String() != c.text || s.Known() != (c.bars > 0) {
			t.Errorf("%d, %d: %+v, %s", c.value, c.bars, s, s)
		}
		if x := s.Float(); c.bars > 0 && x != float64(c.value) || c.bars == 0 && x == x {
			t.Errorf("%v: %v", s, x)
		}
	}
}
