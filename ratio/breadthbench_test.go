package ratio

import (
	"fmt"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// fifty are fifty coins with a price and a size a day for ten years.
func fiftyCoins(b *testing.B) (base series.Series, coins []Constituent) {
	r := newRand(1)
	line := func() series.Series {
		t, v := make([]int64, 3650), make([]float64, 3650)
		x := 100.0
		for i := range t {
			x *= 0.95 + float64(0.1*r.Float64())
			t[i], v[i] = start.Add(time.Duration(i)*day).UnixNano(), x
		}
		return build(t, v)
	}
	for i := range 50 {
		coins = append(coins, Constituent{ID: fmt.Sprintf("C%02d", i), Price: line(), Size: line()})
	}
	return line(), coins
}

func BenchmarkSeason(b *testing.B) {
	base, coins := fiftyCoins(b)
	for _, cfg := range []SeasonConfig{{}, {Universe: 20}} {
		b.Run(fmt.Sprint("universe ", cfg.Universe), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				seasonOf(b, base, coins, cfg)
			}
			perValue(b, base.Len()*len(coins))
		})
	}
}

// Every coin ties with the base: decimals are compared at every row.
func BenchmarkSeasonTies(b *testing.B) {
	base, coins := fiftyCoins(b)
	for i := range coins {
		coins[i].Price = base
	}
	for b.Loop() {
		seasonOf(b, base, coins, SeasonConfig{})
	}
	perValue(b, base.Len()*len(coins))
}

func BenchmarkBreadth(b *testing.B) {
	base, coins := fiftyCoins(b)
	b.ReportAllocs()
	for b.Loop() {
		breadthOf(b, base, coins, BreadthConfig{})
	}
	perValue(b, base.Len()*len(coins))
}

func BenchmarkDominance(b *testing.B) {
	_, coins := fiftyCoins(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = dominanceOf(b, coins[0], coins[1:], day).N.Len()
	}
	perValue(b, n*len(coins))
}
