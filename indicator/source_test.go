package indicator

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// allowed are the functions and constants of package math whose results are the
// same on every CPU.
var allowed = map[string]bool{
	"Sqrt": true, "Abs": true, "Floor": true, "Ceil": true, "Trunc": true, "Round": true, "Copysign": true, "Mod": true,
	"Frexp": true, "Ldexp": true, "Float64bits": true, "Float64frombits": true, "Inf": true, "NaN": true, "IsNaN": true,
	"IsInf": true, "MaxInt": true, "MinInt64": true,
}

// The package and package candle call only functions of math that are the same on every CPU, and
// every product of floats stands in a conversion of its own, so that no compiler
// fuses it with a sum.
func TestSource(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	std := importer.Default()
	_, bars := check(t, fset, "../series", std, nil)
	imports := importing(func(path string) (*types.Package, error) {
		if path == "github.com/riskon/riskon/series" {
			return bars, nil
		}
		return std.Import(path)
	})
	files, _ := check(t, fset, ".", imports, &info)
	patterns, _ := check(t, fset, "candle", imports, &info)
	files = append(files, patterns...)
	products := 0
	for _, f := range files {
		var wrapped ast.Expr
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if id, ok := n.X.(*ast.Ident); ok && id.Name == "math" && !allowed[n.Sel.Name] {
					t.Errorf("%s: math.%s", fset.Position(n.Pos()), n.Sel.Name)
				}
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "float64" {
					wrapped = n.Args[0]
				}
			case *ast.BinaryExpr:
				if n.Op != token.MUL || info.Types[n].Value != nil || isInteger(info.Types[n].Type) {
					break
				}
				products++
				if ast.Expr(n) != wrapped {
					t.Errorf("%s: product without a float64 of its own", fset.Position(n.Pos()))
				}
			case *ast.AssignStmt:
				if n.Tok == token.MUL_ASSIGN && !isInteger(info.Types[n.Lhs[0]].Type) {
					t.Errorf("%s: *= can be fused", fset.Position(n.Pos()))
				}
			}
			return true
		})
	}
	if products < 20 {
		t.Errorf("only %d products seen", products)
	}
}

// importing is an importer made of a function.
type importing func(path string) (*types.Package, error)

func (f importing) Import(path string) (*types.Package, error) { return f(path) }

// check parses and checks the package in dir, without its tests. Imports that
// cannot be had leave holes, which count as floats.
func check(t *testing.T, fset *token.FileSet, dir string, imports types.Importer, info *types.Info) ([]*ast.File, *types.Package) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
	}
	conf := types.Config{Importer: imports, Error: func(error) {}}
	pkg, _ := conf.Check(filepath.Base(dir), fset, files, info)
	return files, pkg
}

func isInteger(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// bits is the SHA-256 over all outputs of the Exact entries on testdata/ohlcv.csv
// and ohlcv_edge.csv. It is the same on every CPU, and changes only when the
// arithmetic is meant to.
const bits = "933b1974368088a956e8133b0cf416b8e4122830ef70dab02fe6538d0112863b"

func TestBits(t *testing.T) {
	h := sha256.New()
	exact := 0
	for _, file := range []string{"testdata/ohlcv.csv", "testdata/ohlcv_edge.csv"} {
		b := readBars(t, file)
		for _, s := range subjects(t) {
			if !s.entry().Exact {
				continue
			}
			exact++
			h.Write([]byte(s.String()))
			for _, row := range s.batch(t, b) {
				for _, y := range row {
					if y != y {
						y = math.NaN()
					}
					h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(y)))
				}
			}
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != bits || exact < 2*len(catalog) {
		t.Errorf("bits of %d are %s, committed %s", exact, got, bits)
	}
}
