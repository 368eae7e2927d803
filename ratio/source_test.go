package ratio

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// notExact are the files whose results may differ in their last bits from one CPU to
// another: estimators, which stand on gonum, and the two logarithms.
var notExact = map[string]bool{
	"blocklength.go": true, "bootstrapinterval.go": true, "canonical.go": true, "dickeyfuller.go": true, "granger.go": true,
	"hac.go": true, "hacerrors.go": true, "hacwhite.go": true, "halflife.go": true, "hurst.go": true, "johansen.go": true,
	"johansenrows.go": true, "leadlag.go": true, "leastsquares.go": true, "log.go": true, "mackinnon.go": true,
	"rebalancegain.go": true, "regression.go": true, "regressionserial.go": true, "shrinkage.go": true, "transfer.go": true,
	"unitroot.go": true, "varianceratio.go": true, "zivotandrews.go": true,
}

// matrices hold numbers in gonum's matrices, and compute nothing with them.
var matrices = map[string]bool{"correlations.go": true, "correlationsstream.go": true, "ewma.go": true, "matrix.go": true, "matrixview.go": true}

// exactMath are the functions and constants of package math that give the same bits on
// every CPU.
var exactMath = map[string]bool{
	"Sqrt": true, "Abs": true, "Floor": true, "Ceil": true, "Trunc": true, "Round": true, "Copysign": true, "Mod": true, "Frexp": true,
	"Ldexp": true, "Float64bits": true, "Float64frombits": true, "Inf": true, "NaN": true, "IsNaN": true, "IsInf": true,
	"MaxInt32": true, "MaxInt64": true, "MinInt64": true, "MaxUint64": true, "MaxFloat64": true,
}

// The transforms of this package, and all of regime, call nothing whose bits depend on
// the CPU. The sums that a compiler could fuse are looked for in the listings of CI.
func TestExactSource(t *testing.T) {
	seen := 0
	for _, dir := range []string{".", "../regime"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			name := filepath.Base(path)
			if strings.HasSuffix(name, "_test.go") || dir == "." && notExact[name] {
				continue
			}
			seen++
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range f.Imports {
				if strings.Contains(i.Path.Value, "gonum.org") && !(dir == "." && matrices[name]) {
					t.Errorf("%s imports %s", path, i.Path.Value)
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					switch id, ok := s.X.(*ast.Ident); {
					case ok && id.Name == "math" && !exactMath[s.Sel.Name]:
						t.Errorf("%s: math.%s", fset.Position(n.Pos()), s.Sel.Name)
					case ok && id.Name == "mat" && s.Sel.Name != "SymDense" && s.Sel.Name != "NewSymDense":
						t.Errorf("%s: mat.%s", fset.Position(n.Pos()), s.Sel.Name)
					}
				}
				return true
			})
		}
	}
	if seen < 100 {
		t.Errorf("only %d files seen", seen)
	}
}
