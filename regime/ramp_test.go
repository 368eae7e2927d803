package regime

import (
	"fmt"
	"math"
	"testing"
)

func TestRampGolden(t *testing.T) {
	var golden struct {
		Ramp []struct{ X, Lo, Hi, C float64 }
	}
	readTestdata(t, "score.json", &golden)
	if len(golden.Ramp) == 0 {
		t.Fatal("no vectors")
	}
	for _, v := range golden.Ramp {
		if c := Ramp(v.X, v.Lo, v.Hi); !near(c, v.C) {
			t.Errorf("Ramp(%v, %v, %v) = %v, want %v", v.X, v.Lo, v.Hi, c, v.C)
		}
	}
}

func TestRampEdges(t *testing.T) {
	for _, v := range []struct{ x, lo, hi, c float64 }{
		{math.Inf(-1), 0, 1, 0}, {math.Inf(1), 0, 1, 1}, {1, 1, 1, 0}, {1.5, 1, 1, 1}, {0.5, 1, 1, 0},
	} {
		if c := Ramp(v.x, v.lo, v.hi); c != v.c {
			t.Errorf("Ramp(%v, %v, %v) = %v, want %v", v.x, v.lo, v.hi, c, v.c)
		}
	}
	if c := Ramp(math.NaN(), 0, 1); c == c {
		t.Errorf("Ramp(NaN) = %v", c)
	}
	g, last := testRand(3), 0.0
	for x := -0.5; x < 1.5; x += float64(g.below(1000)) / 1e6 {
		c := Ramp(x, 0.1, 0.7)
		if c < last || c > 1 {
			t.Fatalf("Ramp(%v) = %v after %v", x, c, last)
		}
		last = c
	}
}

func ExampleRamp() {
	fmt.Printf("%.3f of caution when 44%% of the index has negative earnings\n", Ramp(0.44, 0.30, 0.50))
	// Output: 0.700 of caution when 44% of the index has negative earnings
}
