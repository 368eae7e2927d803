package indicator

import (
	"strings"
	"unicode"

	"github.com/riskon/riskon/indicator/candle"
	"github.com/riskon/riskon/series"
)

// candleEntry returns the entry of a candlestick pattern at TA-Lib's settings. It
// is here by name only: package candle has the functions.
func candleEntry(p candle.Pattern) *Entry {
	e := Entry{
		Name: p.String(), Aliases: []string{p.TALib()}, Title: words(p.String()), Group: "candles",
		Inputs: []string{"open", "high", "low", "close"}, Outputs: []string{"Signal"},
		Low: -100, High: 100, Exact: true, Source: p.Source(),
	}
	if p == candle.Hikkake || p == candle.ModifiedHikkake {
		e.Low, e.High = -200, 200
	}
	if by := p.Penetration(); by > 0 {
		e.Params = []Param{numberParam("penetration", by, 0, 1e6)}
	}
	return takingBar(e, func(params []float64) barKernel[float64] { return newCandles(p, candleSettings(params)) })
}

// words returns a name in words: "morning star" for "MorningStar".
func words(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// candleSettings returns the settings of an entry's parameters. A penetration of 0
// is as good as none but not 0, which stands for the default.
func candleSettings(params []float64) candle.Settings {
	if len(params) == 0 {
		return candle.Settings{}
	}
	return candle.Settings{Penetration: max(params[0], 1e-300)}
}

// A candles is the kernel of a candlestick pattern. It keeps the bars that the
// pattern depends on, which are its state; the pattern is made anew from them.
type candles struct {
	pattern *candle.Stream // derived from the bars
	bars    ring           // open, high, low, close of the last warmup bars
}

func newCandles(p candle.Pattern, s candle.Settings) *candles {
	k := &candles{pattern: candle.NewStream(p, s)}
	k.bars.n = 4 * k.warmup()
	return k
}

func (k *candles) warmup() int        { return k.pattern.Warmup() }
func (k *candles) settle(float64) int { return k.warmup() }
func (k *candles) ready() bool        { return k.pattern.Ready() }
func (k *candles) walk(v *walker)     { k.bars.walk(v, series.Limit) }

func (k *candles) restored() bool {
	if k.bars.k%4 != 0 || !k.bars.valid() {
		return false
	}
	k.pattern.Reset()
	if k.bars.full {
		k.feed(k.bars.x[k.bars.k:])
	}
	k.feed(k.bars.x[:k.bars.k])
	return true
}

// feed takes bars that lie one after another.
func (k *candles) feed(x []float64) {
	for ; len(x) > 0; x = x[4:] {
		k.pattern.Update(series.Bar{Open: x[0], High: x[1], Low: x[2], Close: x[3]})
	}
}

func (k *candles) update(r row) float64 {
	k.bars.push(r.open)
	k.bars.push(r.high)
	k.bars.push(r.low)
	k.bars.push(r.close)
	return k.pattern.Update(series.Bar{Open: r.open, High: r.high, Low: r.low, Close: r.close}).Float()
}

func (k *candles) peek(r row) float64 {
	return k.pattern.Peek(series.Bar{Open: r.open, High: r.high, Low: r.low, Close: r.close}).Float()
}

func (k *candles) fill(dst []float64, c cols) {
	for i := range dst {
		dst[i] = k.update(c.row(i))
	}
}
