package regime

import (
	"errors"
	"fmt"
	"testing"
)

func TestFreshnessGolden(t *testing.T) {
	var golden struct {
		Freshness []struct {
			Grace, Max int
			Table      []struct {
				Age int
				Q   float64
			}
		}
	}
	readTestdata(t, "score.json", &golden)
	if len(golden.Freshness) == 0 {
		t.Fatal("no vectors")
	}
	for _, v := range golden.Freshness {
		f := Freshness{v.Grace, v.Max}
		for _, row := range v.Table {
			if q, err := f.Quality(row.Age); err != nil || !near(q, row.Q) {
				t.Errorf("%+v at %d days: got %v %v, want %v", f, row.Age, q, err, row.Q)
			}
		}
		if _, err := f.Quality(-1); !errors.Is(err, ErrAge) {
			t.Errorf("%+v at -1 days: got %v, want ErrAge", f, err)
		}
	}
}

func TestFreshnessFalls(t *testing.T) {
	for grace := range 10 {
		for max := grace + 1; max < 30; max++ {
			f, last := Freshness{grace, max}, 2.0
			if err := f.check(); err != nil {
				t.Fatal(err)
			}
			for age := range max + 3 {
				q, err := f.Quality(age)
				if err != nil || q > last || q < 0 || q > 1 || (q == 1) != (age <= grace) || (q == 0) != (age >= max) {
					t.Fatalf("%+v at %d days: %v %v after %v", f, age, q, err, last)
				}
				last = q
			}
		}
	}
	for _, f := range []Freshness{{}, {-1, 3}, {7, 7}, {7, 6}} {
		if err := f.check(); !errors.Is(err, ErrFreshness) {
			t.Errorf("%+v: got %v, want ErrFreshness", f, err)
		}
	}
}

func ExampleFreshness() {
	f := Freshness{Grace: 7, Max: 21}
	for _, age := range []int{7, 14, 21} {
		q, _ := f.Quality(age)
		fmt.Println(age, "days:", q)
	}
	// Output:
	// 7 days: 1
	// 14 days: 0.5
	// 21 days: 0
}
