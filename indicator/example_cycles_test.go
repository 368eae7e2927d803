package indicator_test

import (
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// wave is a hundred prices that swing by 10 around 100, once in 20 days.
func wave() series.Series {
	prices := make([]float64, 100)
	for i := range prices {
		prices[i] = 100 + math.Round(1000*math.Sin(2*math.Pi*float64(i)/20))/100
	}
	return days(prices...)
}

// turns is twelve bars that rise, fall and rise again.
func turns() series.Bars {
	var list []series.Bar
	for i, c := range []float64{20, 21, 22.5, 23, 24, 22, 20, 19, 18.5, 20, 22, 23} {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: c, High: c + 0.5, Low: c - 0.5, Close: c})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func ExampleMAMA() {
	s := wave()
	l := indicator.MAMA(s, 0.5, 0.05)
	for i := 85; i < 100; i += 5 { // a crest, the middle, a trough
		fmt.Printf("%.2f: %.2f %.2f\n", s.Value(i), l.MAMA.Value(i), l.FAMA.Value(i))
	}
	// Output:
	// 110.00: 102.61 99.47
	// 100.00: 103.17 99.91
	// 90.00: 97.39 99.48
}

func ExampleNewMAMA() {
	m := indicator.NewMAMA(0.5, 0.05)
	for _, x := range wave().Values() {
		m.Update(x)
	}
	fmt.Printf("%d %.2f\n", m.Warmup(), m.Value())
	// Output:
	// 33 {96.67 99.22}
}

func ExampleHTDCPeriod() {
	p := indicator.HTDCPeriod(wave())
	fmt.Printf("%.2f %.2f\n", p.Value(32), p.Value(99))
	// Output:
	// 15.65 20.03
}

func ExampleNewHTDCPeriod() {
	p := indicator.NewHTDCPeriod()
	for i, x := range wave().Values() {
		if y := p.Update(x); i%33 == 32 {
			fmt.Printf("%.2f\n", y)
		}
	}
	// Output:
	// 15.65
	// 19.98
	// 20.03
}

func ExampleHTDCPhase() {
	p := indicator.HTDCPhase(wave()) // 0 where the price goes up through the middle
	fmt.Printf("%.0f %.0f %.0f\n", p.Value(85), p.Value(90), p.Value(95))
	// Output:
	// 90 180 270
}

func ExampleNewHTDCPhase() {
	p := indicator.NewHTDCPhase()
	for _, x := range wave().Values() {
		p.Update(x)
	}
	fmt.Printf("%d %.0f\n", p.Warmup(), p.Value())
	// Output:
	// 64 -18
}

func ExampleHTPhasor() {
	l := indicator.HTPhasor(wave())
	for i := 80; i < 100; i += 5 {
		fmt.Printf("%6.2f %6.2f\n", l.InPhase.Value(i), l.Quadrature.Value(i))
	}
	// Output:
	// -5.82   8.41
	//   8.05   6.06
	//   5.83  -8.42
	//  -8.05  -6.06
}

func ExampleNewHTPhasor() {
	p := indicator.NewHTPhasor()
	for range 40 {
		p.Update(100)
	}
	fmt.Println(p.Value())
	// Output:
	// {0 0}
}

func ExampleHTSine() {
	l := indicator.HTSine(wave())
	for i := 82; i < 100; i += 5 {
		fmt.Printf("%5.2f %5.2f\n", l.Sine.Value(i), l.LeadSine.Value(i))
	}
	// Output:
	// 0.59  0.99
	//  0.81  0.16
	// -0.59 -0.99
	// -0.81 -0.15
}

func ExampleNewHTSine() {
	s := indicator.NewHTSine()
	for _, x := range wave().Values() {
		s.Update(x)
	}
	fmt.Printf("%.2f\n", s.Value())
	// Output:
	// {-0.31 0.46}
}

func ExampleHTTrendline() {
	l := indicator.HTTrendline(wave())
	fmt.Printf("%.1f %.1f\n", l.Value(63), l.Value(99))
	// Output:
	// 100.4 100.0
}

func ExampleNewHTTrendline() {
	l := indicator.NewHTTrendline()
	for range 63 {
		l.Update(100)
	}
	fmt.Println(l.Ready(), l.Update(100))
	// Output:
	// false 100
}

func ExampleHTTrendMode() {
	calm := wave().Map(func(x float64) float64 { return 1000 + x }) // swings of 1 in 100
	m := indicator.HTTrendMode(calm)
	fmt.Println(m.Values()[90:])
	// Output:
	// [0 0 0 0 0 0 0 0 0 0]
}

func ExampleNewHTTrendMode() {
	m := indicator.NewHTTrendMode()
	for i := range 80 {
		m.Update(100 * math.Pow(1.01, float64(i)))
	}
	fmt.Println(m.Value())
	// Output:
	// 1
}

func ExampleSAR() {
	b := turns()
	s := indicator.SAR(b, 0.02, 0.2)
	for i := range b.Len() {
		fmt.Printf("%4.1f to %4.1f: %.2f\n", b.Low().Value(i), b.High().Value(i), s.Value(i))
	}
	// Output:
	// 19.5 to 20.5: NaN
	// 20.5 to 21.5: 19.50
	// 22.0 to 23.0: 19.54
	// 22.5 to 23.5: 19.68
	// 23.5 to 24.5: 19.91
	// 21.5 to 22.5: 20.28
	// 19.5 to 20.5: 24.50
	// 18.5 to 19.5: 24.40
	// 18.0 to 19.0: 24.16
	// 19.5 to 20.5: 23.79
	// 21.5 to 22.5: 23.45
	// 22.5 to 23.5: 18.00
}

func ExampleNewSAR() {
	b := turns()
	stop := indicator.NewSAR(0.02, 0.2)
	for i := range b.Len() {
		stop.Update(b.Bar(i))
	}
	fmt.Printf("%.2f\n", stop.Value())
	// Output:
	// 18.00
}

func ExampleSARExt() {
	s := indicator.SARExt(turns(), indicator.SARExtConfig{InitShort: 0.05, StepShort: 0.05})
	for _, y := range s.Values()[4:] {
		fmt.Printf("%.2f ", y)
	}
	// Output:
	// 19.91 20.28 -24.50 -24.25 -23.68 -22.82 18.00 18.09
}

func ExampleNewSARExt() {
	stop := indicator.NewSARExt(indicator.SARExtConfig{})
	fmt.Println(stop)
	// Output:
	// SARExt(0,0,0.02,0.02,0.2,0.02,0.02,0.2)
}
