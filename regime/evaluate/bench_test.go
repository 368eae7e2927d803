package evaluate

import "testing"

// BenchmarkCalibrate is 4,000 steps, 5 folds and 1,000 resamples.
func BenchmarkCalibrate(b *testing.B) {
	history, out := world(7, 4000, 13, rising)
	for _, m := range []Method{PlattScaling, IsotonicRegression} {
		b.Run(string(m), func(b *testing.B) {
			for range b.N {
				if _, err := Calibrate(history, out, CalibrateConfig{Method: m}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
