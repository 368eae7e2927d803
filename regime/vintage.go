package regime

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// VintageValues returns what became known of a published figure, revisions and all,
// as Values of series name. The vintages of WALCL, WDTGAL and WTREGEN must be in
// millions of USD and those of RRPONTSYD in billions, as series.NewVintages was told;
// Vintages.Add converts each print from the unit it came in. The error wraps
// series.ErrUnit.
func VintageValues(name string, v *series.Vintages) ([]Value, error) {
	want, known := map[string]series.Unit{
		seriesAssets: series.USDMillions, seriesTreasury: series.USDMillions, seriesAverage: series.USDMillions, seriesRepo: series.USDBillions,
	}[name]
	if known && v.Unit() != want {
		return nil, fmt.Errorf("regime: vintages of %s: %w: in %v, want %v", name, series.ErrUnit, v.Unit(), want)
	}
	values := make([]Value, 0, v.Len())
	v.Each(func(ref, known time.Time, x float64) bool {
		values = append(values, Value{Series: name, Ref: ref, Known: known, Value: x})
		return true
	})
	return values, nil
}
