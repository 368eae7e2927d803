package ratio

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/riskon/riskon/series"
)

// ErrEvent is what is wrong with an event that is neither 0 nor 1.
var ErrEvent = errors.New("event neither 0 nor 1")

// A TransferConfig says how far Transfer looks. The zero value is the defaults.
type TransferConfig struct {
	MaxLead int  // leads 1 to MaxLead; 0: 12
	HACLag  int  // of the standard errors; 0: the lead itself, over which returns overlap
	Adjust  bool // as in HACConfig
}

// Transfer measures what follows an event elsewhere, such as what IWM's breakout
// does for altcoins: local projections, of O. Jordà (2005). For each lead k from 1
// to MaxLead:
//
//	ln(target[t+k]/target[t]) = a(k) + b(k)*event[t] + e[t]
//
// by least squares over all t that have both ends. b is the mean log return over
// the k rows after an event less the mean over all other stretches of k rows, a.
// Its standard error is Newey and West's with lag k, since stretches overlap.
//
// It is retrospective: a row at t uses prices until t+k. The result is a finding
// about the past and no series; nothing in it is an input for that past.
//
// events is 1 where the event happens and 0 elsewhere, target a price or a ratio.
// It uses the rows that both share and in which neither is missing; a target of
// 0 or below is missing; a lead counts rows.
//
// The error is an *ObserveError with ErrEvent if an event is neither 0 nor 1. It
// is a *SampleError with ErrShort if fewer than 2 events have the return of the
// longest lead, or not 3 rows do, and with ErrSingular if all rows of a lead are
// events. It panics if MaxLead or HACLag is negative. Not Exact: agrees to 1e-9
// across CPUs.
//
// Source: Ò. Jordà, Estimation and Inference of Impulse Responses by Local
// Projections, American Economic Review 95 (2005), 161-182.
func Transfer(events, target series.Series, c TransferConfig) (RetrospectiveTransfer, error) {
	if c.MaxLead < 0 || c.HACLag < 0 {
		panic("ratio: Transfer: MaxLead or HACLag < 0")
	}
	if c.MaxLead == 0 {
		c.MaxLead = 12
	}
	for t, x := range events.All() {
		if !missing(x) && x != 0 && x != 1 {
			return RetrospectiveTransfer{}, &ObserveError{Input: "events", Time: t, Value: x, Err: ErrEvent}
		}
	}
	s := shared(events, target.Map(func(x float64) float64 {
		if x <= 0 {
			return math.NaN()
		}
		return math.Log(x)
	}))
	var out RetrospectiveTransfer
	out.N, out.From, out.To = s.span()
	out.Events = count(s.cols[0])
	for k := 1; k <= c.MaxLead; k++ {
		lead, err := project(s, k, c)
		if err != nil {
			return RetrospectiveTransfer{}, s.fail("Transfer", err)
		}
		out.Leads = append(out.Leads, lead)
	}
	return out, nil
}

// A RetrospectiveTransfer is what followed the events, by how long after.
type RetrospectiveTransfer struct {
	From, To time.Time
	N        int // rows
	Events   int // among them
	Leads    []TransferLead
}

// A TransferLead is the return over the Lead rows after an event. Returns are
// logarithmic.
type TransferLead struct {
	Lead   int
	N      int     // rows that have the return
	Events int     // among them
	Base   float64 // mean return without an event
	Excess float64 // mean return after an event, less Base
	SE     float64 // of Excess
	T, P   float64 // Excess/SE; of a larger |T| if Excess were 0: Student t with N-2, two-sided
	HACLag int     // that SE used
}

// project is the regression of one lead.
func project(s sample, k int, c TransferConfig) (TransferLead, error) {
	n := max(0, len(s.t)-k)
	out := TransferLead{Lead: k, N: n, Events: count(s.cols[0][:n])}
	if out.Events < 2 {
		return out, ErrShort
	}
	returns := make([]float64, n)
	for t := range returns {
		returns[t] = s.cols[1][t+k] - s.cols[1][t]
	}
	r, err := fitRows(returns, s.cols[0][:n])
	if err != nil {
		return out, err
	}
	out.HACLag = c.HACLag
	if c.HACLag == 0 {
		out.HACLag = k
	}
	e, err := r.NeweyWest(HACConfig{Lag: out.HACLag, Adjust: c.Adjust})
	if err != nil {
		return out, err
	}
	out.Base, out.Excess, out.SE, out.T, out.P = e.Coef[0], e.Coef[1], e.SE[1], e.T[1], e.P[1]
	return out, nil
}

// count returns how many of x are 1.
func count(x []float64) (n int) {
	for _, v := range x {
		if v == 1 {
			n++
		}
	}
	return n
}

// String shows a row for each lead.
func (r RetrospectiveTransfer) String() string {
	t := newText(fmt.Sprintf("Transfer of %d events (retrospective)", r.Events), r.N, r.From, r.To)
	if len(r.Leads) > 0 {
		t.row("lead", "events", "base", "excess", "se", "t", "p")
	}
	for _, l := range r.Leads {
		t.row(strconv.Itoa(l.Lead), strconv.Itoa(l.Events), short(l.Base), short(l.Excess), short(l.SE), short(l.T), short(l.P))
	}
	return t.String()
}
