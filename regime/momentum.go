package regime

import (
	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
)

// macdRun is MACD(12, 26, 9) with the runs of its histogram's sign.
type macdRun struct {
	MACD *indicator.MACDStream
	Flip *ratio.Flip
	Ref  Date
	N    int
}

func newMACDRun() macdRun {
	return macdRun{MACD: indicator.NewMACD(12, 26, 9), Flip: new(ratio.Flip)}
}

func (m *macdRun) observe(x float64, ref Date) {
	m.Flip.Update(ref.Time, m.MACD.Update(x).Histogram)
	m.Ref = ref
	m.N++
}

func (m *macdRun) momentum() Momentum {
	v, f := m.MACD.Value(), m.Flip.Value()
	return Momentum{
		Date: m.Ref, Line: Number(v.Line), Signal: Number(v.Signal), Histogram: Number(v.Histogram),
		Sign: f.Sign, Run: f.Run, RunBefore: f.RunBefore, BeforeOpen: f.BeforeOpen, N: m.N,
	}
}

// after is what momentum would be after observe(x, ref).
func (m *macdRun) after(x float64, ref Date) Momentum {
	next := macdRun{MACD: m.MACD.Clone(), Flip: m.Flip.Clone(), N: m.N}
	next.observe(x, ref)
	return next.momentum()
}

// momentum is a price with its RSI(14) and MACD.
type momentum struct {
	RSI   *indicator.Stream
	MACD  macdRun
	Close Number
}

func newMomentum() momentum {
	return momentum{RSI: indicator.NewRSI(14), MACD: newMACDRun(), Close: missing}
}

func (m *momentum) observe(x float64, ref Date) {
	m.RSI.Update(x)
	m.MACD.observe(x, ref)
	m.Close = Number(x)
}

func (m *momentum) evidence() MomentumEvidence {
	return MomentumEvidence{Date: m.MACD.Ref, Close: m.Close, RSI: Number(m.RSI.Value()), MACD: m.MACD.momentum()}
}
