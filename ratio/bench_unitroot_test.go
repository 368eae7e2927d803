package ratio

import (
	"testing"

	"github.com/riskon/riskon/series"
)

func BenchmarkUnitRoot(b *testing.B) {
	const n = 1000
	y, x, z := together(1, n)
	for name, f := range map[string]func() error{
		"ADF/AIC":         func() error { return second(ADF(x, ADFConfig{})) },
		"ADF/Fixed":       func() error { return second(ADF(x, ADFConfig{Criterion: Fixed, Lags: 1})) },
		"KPSS":            func() error { return second(KPSS(x, Constant, AutoLag)) },
		"PhillipsPerron":  func() error { return second(PhillipsPerron(x, Constant, AutoLag)) },
		"ZivotAndrews/1k": func() error { return second(ZivotAndrews(x, BreakInBoth, 1)) },
		"EngleGranger":    func() error { return second(EngleGranger(y, []series.Series{x, z}, ADFConfig{})) },
		"Johansen":        func() error { return second(Johansen([]series.Series{y, x, z}, JohansenConfig{})) },
		"HalfLife":        func() error { return second(HalfLife(x)) },
		"VarianceRatio":   func() error { return second(VarianceRatio(x, 8)) },
		"Hurst":           func() error { return second(Hurst(x)) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
			perValue(b, n)
		})
	}
}
