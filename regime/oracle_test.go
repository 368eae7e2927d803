package regime

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
	"time"
)

// The oracle computes every feature, caution and leg of riskon/1 from the whole
// list of records, by the sentences of the model. It keeps nothing between two
// instants but what the model says is kept by the steps.
type oracle struct {
	cfg     Config
	records []Record
	memory  map[string]float64 // c of the last step that had an x
	machine naiveMachine
	legs    map[string]oracleSpell
}

type oracleSpell struct {
	status LegStatus
	since  time.Time
}

func newOracle(cfg Config, records []Record) *oracle {
	return &oracle{cfg: cfg, records: records, memory: map[string]float64{}, machine: naiveMachine{state: Neutral, since: 5}, legs: map[string]oracleSpell{}}
}

// seen is an observation: what it is about, since when it is known, what it says.
type seen struct {
	ref   Date
	known time.Time
	x     float64
}

// oracleInput is one input at an instant; value NaN is missing.
type oracleInput struct {
	seen
	z, s float64
	age  int
	q    float64
}

// numbers are the observations of a series known at t, by reference date.
func (o *oracle) numbers(t time.Time, name string) (out []seen) {
	for _, r := range o.records {
		if r.KnownAt().After(t) {
			continue
		}
		switch r := r.(type) {
		case Value:
			if r.Series == name {
				out = append(out, seen{DateOf(r.Ref), r.Known, r.Value})
			}
		case Bar:
			if r.Series == name {
				out = append(out, seen{DateOf(r.Ref), r.Bar.End, r.Bar.Close})
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].known.Before(out[j].known) })
	sort.SliceStable(out, func(i, j int) bool { return out[i].ref.Before(out[j].ref.Time) })
	last := out[:0] // of each date what was known last
	for _, s := range out {
		if n := len(last); n > 0 && last[n-1].ref == s.ref {
			last[n-1] = s
		} else {
			last = append(last, s)
		}
	}
	return last
}

// knownLast is the latest instant at which one of the observations became known.
func knownLast(all ...seen) (t time.Time) {
	for _, s := range all {
		t = later(t, s.known)
	}
	return t
}

// shared joins series on the dates that have all of them.
func shared(f func(x []float64) float64, all ...[]seen) (out []seen) {
	for _, a := range all[0] {
		x, known, whole := []float64{a.x}, a.known, true
		for _, other := range all[1:] {
			i := slices.IndexFunc(other, func(b seen) bool { return b.ref.Equal(a.ref.Time) })
			if i < 0 {
				whole = false
				break
			}
			x = append(x, other[i].x)
			if other[i].known.After(known) {
				known = other[i].known
			}
		}
		if whole {
			out = append(out, seen{a.ref, known, f(x)})
		}
	}
	return out
}

// feature lists the observations of an input known at t. Those that are a query
// of t and not a list give one.
func (o *oracle) feature(t time.Time, f Feature) (out []seen) {
	switch f.Kind {
	case Level, Change, Difference, PolicyEase:
		x := o.numbers(t, f.Series)
		if f.Over != "" {
			x = shared(func(v []float64) float64 { return v[0] / v[1] }, x, o.numbers(t, f.Over))
		}
		for i := f.Lag; i < len(x); i++ {
			y := x[i].x/x[i-f.Lag].x - 1
			switch f.Kind {
			case Level:
				y = x[i].x
			case Difference:
				y = x[i].x - x[i-f.Lag].x
			case PolicyEase:
				y = math.Min(1, math.Max(-1, -(x[i].x-x[i-f.Lag].x)/1.00))
			}
			out = append(out, seen{x[i].ref, knownLast(x[i], x[i-f.Lag]), y})
		}
	case NetLiquidityChange:
		account := "WDTGAL"
		if o.cfg.AllowAverage {
			account = "WTREGEN"
		}
		net := shared(func(v []float64) float64 { return v[0] - v[1] - 1000*v[2] },
			o.numbers(t, "WALCL"), o.numbers(t, account), o.numbers(t, "RRPONTSYD"))
		for i := f.Lag + 3; i < len(net); i++ {
			now, then := 0.0, 0.0
			for k := range 4 {
				now += net[i-k].x / 4
				then += net[i-f.Lag-k].x / 4
			}
			out = append(out, seen{net[i].ref, knownLast(net[i-f.Lag-3 : i+1]...), now - then})
		}
	case FlowBalance:
		if x, ok := o.balance(t, f.Series, f.Periodic); ok {
			out = []seen{x}
		}
	case AltTurn:
		if x, ok := o.turn(t); ok {
			out = []seen{x}
		}
	case BreakoutValue:
		b := NewBreakout(o.cfg.Breakout) // its own oracle is in breakout_test.go
		x := seen{x: math.NaN()}
		for _, r := range o.records {
			if bar, ok := r.(Bar); ok && bar.Series == f.Series && !bar.KnownAt().After(t) {
				b.Update(bar.Ref, bar.Bar)
				x = seen{DateOf(bar.Ref), bar.Bar.End, float64(b.Reading().Value)}
			}
		}
		if x.x == x.x {
			out = []seen{x}
		}
	}
	return out
}

// input is an input at t: its newest observation against the ones before it.
func (o *oracle) input(t time.Time, in Input) oracleInput {
	list := o.feature(t, in.Feature)
	nan := math.NaN()
	if len(list) == 0 {
		return oracleInput{seen: seen{x: nan}, z: nan, s: nan}
	}
	last := list[len(list)-1]
	out := oracleInput{seen: last, z: nan, s: last.x, age: int(math.Floor(t.Sub(last.ref.Time).Hours() / 24))}
	if in.Normalise.Method != AsIs {
		var history []float64
		for _, x := range list[:len(list)-1] {
			history = append(history, x.x)
		}
		out.z, out.s = oracleSignal(in.Normalise, last.x, history)
	}
	if out.s == out.s {
		grace, most := float64(in.Freshness.Grace), float64(in.Freshness.Max)
		out.q = math.Min(1, math.Max(0, 1-(float64(out.age)-grace)/(most-grace)))
	}
	return out
}

// balance is section 11: the flows of a class, in exact fractions.
func (o *oracle) balance(t time.Time, class string, periodic bool) (seen, bool) {
	from, through := map[string]Date{}, map[string]Date{}
	var flows []Flow
	deployed, newest := false, Date{}
	for _, r := range o.records {
		if r.KnownAt().After(t) {
			continue
		}
		switch r := r.(type) {
		case Coverage: // in order of known instants: the last one counts
			if r.Class == class {
				from[r.Firm], through[r.Firm] = DateOf(r.From), DateOf(r.Through)
			}
		case Flow:
			if r.Class == class {
				flows = append(flows, r)
				deployed = deployed || r.Kind == Deployed
				if DateOf(r.Ref).After(newest.Time) {
					newest = DateOf(r.Ref)
				}
			}
		}
	}
	if !deployed || len(through) == 0 {
		return seen{}, false
	}
	latest, earliest := Date{}, DateOf(t)
	for firm := range through {
		if through[firm].After(latest.Time) {
			latest = through[firm]
		}
		if from[firm].Before(earliest.Time) {
			earliest = from[firm]
		}
	}
	T := DateOf(t)
	if latest.Before(T.Time) {
		T = latest
	}
	if periodic && newest.Before(T.Time) {
		T = newest
	}
	if T.Before(earliest.AddDate(0, 0, 182)) {
		return seen{}, false
	}
	F, G, M := new(big.Rat), new(big.Rat), big.NewRat(100_000_000, 1)
	known := time.Time{}
	for _, f := range flows {
		if f.Kind != Deployed || through[f.Firm].Before(T.Time) { // no ledger is a ledger that ends before any date
			continue
		}
		usd := f.USD.Rat()
		switch days := int(T.Sub(DateOf(f.Ref).Time).Hours() / 24); {
		case days < 0, days >= 182:
			continue
		case days < 91:
			F.Add(F, usd)
		default:
			G.Add(G, usd)
		}
		M.Add(M, new(big.Rat).Abs(usd))
		if f.Known.After(known) {
			known = f.Known
		}
	}
	x, _ := new(big.Rat).Quo(new(big.Rat).Sub(F, G), M).Float64()
	return seen{T, known, x}, true
}

// rows are the closes known at t, by reference date.
func (o *oracle) rows(t time.Time) (out []Closes) {
	for _, r := range o.records {
		if c, ok := r.(Closes); ok && !c.Known.After(t) {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Ref.Before(out[j].Ref) })
	return out
}

// basket is the chain-linked index of section 12: the chain that is open at the
// last row with a price of BTC, empty where the basket is thin.
func (o *oracle) basket(t time.Time) (chain []seen) {
	rows := o.rows(t)
	// coin tells whether a coin is a member at row k and its price in BTC there.
	coin := func(id string, k int) (x float64, member bool) {
		closes, last, price := 0, time.Time{}, 0.0
		for _, r := range rows[:k+1] {
			if p, ok := r.Prices[id]; ok {
				closes, last, price = closes+1, r.Ref, p
			}
		}
		return price / rows[k].Prices["BTC"], closes >= 26 && rows[k].Ref.Sub(last) <= 14*day
	}
	before := -1
	for k, r := range rows {
		if _, ok := r.Prices["BTC"]; !ok {
			continue
		}
		members, both, sum := 0, 0, 0.0
		for _, id := range synthAlts {
			x, member := coin(id, k)
			if !member {
				continue
			}
			members++
			if before >= 0 {
				if was, member := coin(id, before); member {
					both, sum = both+1, sum+(x/was-1)
				}
			}
		}
		switch {
		case members < 5 || len(chain) > 0 && both < 5:
			chain = nil
		case len(chain) == 0:
			chain = []seen{{DateOf(r.Ref), r.Known, 100}}
		default:
			chain = append(chain, seen{DateOf(r.Ref), r.Known, chain[len(chain)-1].x * (1 + sum/float64(both))})
		}
		before = k
	}
	return chain
}

// ether is ETH/BTC on the rows known at t that have both.
func (o *oracle) ether(t time.Time) (out []seen) {
	for _, r := range o.rows(t) {
		e, ok := r.Prices["ETH"]
		if b, okB := r.Prices["BTC"]; ok && okB {
			out = append(out, seen{DateOf(r.Ref), r.Known, e / b})
		}
	}
	return out
}

// monthEnds keeps the last observation of each month that is over at t.
func monthEnds(x []seen, t time.Time) (out []seen) {
	for i, s := range x {
		over := i+1 < len(x) && !sameMonth(x[i+1].ref.Time, s.ref.Time) || i+1 == len(x) && !sameMonth(t, s.ref.Time)
		if over {
			out = append(out, s)
		}
	}
	return out
}

// macdHistogram is MACD(12, 26, 9) with both averages seeded at the 26th value.
func macdHistogram(x []seen) []float64 {
	h, _ := naiveMACD(x)
	return h
}

// naiveMACD gives the histogram at each value, and the line at the last one.
func naiveMACD(x []seen) (h []float64, last float64) {
	last = math.NaN()
	mean := func(v []float64) float64 {
		sum := 0.0
		for _, a := range v {
			sum += a
		}
		return sum / float64(len(v))
	}
	var xs, line []float64
	var fast, slow, signal float64
	for i, s := range x {
		xs = append(xs, s.x)
		h = append(h, math.NaN())
		switch {
		case i < 25:
			continue
		case i == 25:
			fast, slow = mean(xs[14:]), mean(xs)
		default:
			fast, slow = fast+(s.x-fast)*2/13, slow+(s.x-slow)*2/27
		}
		last = fast - slow
		line = append(line, last)
		switch {
		case len(line) < 9:
			continue
		case len(line) == 9:
			signal = mean(line)
		default:
			signal += (fast - slow - signal) * 2 / 10
		}
		h[i] = fast - slow - signal
	}
	return h, last
}

// runsOf counts the sign of the last value, how long it has held and the run before.
func runsOf(h []float64) (sign, run, before int) {
	up := func(x float64) bool { return x > 0 }
	i := len(h) - 1
	if i < 0 || h[i] != h[i] {
		return 0, 0, 0
	}
	sign = -1
	if up(h[i]) {
		sign = 1
	}
	k := i
	for ; k >= 0 && h[k] == h[k] && up(h[k]) == up(h[i]); k-- {
		run++
	}
	for ; k >= 0 && h[k] == h[k] && up(h[k]) != up(h[i]); k-- {
		before++
	}
	return sign, run, before
}

// turn is the last sentence of section 12.
func (o *oracle) turn(t time.Time) (seen, bool) {
	chain := o.basket(t)
	if len(chain) < 34 {
		return seen{}, false
	}
	last, mean := chain[len(chain)-1], 0.0
	for _, s := range chain[len(chain)-26:] {
		mean += s.x / 26
	}
	x := -1.0
	if h := macdHistogram(chain); h[len(h)-1] > 0 {
		x += 1
	}
	if last.x > mean {
		x += 1
	}
	return seen{last.ref, last.known, x}, true
}

// caution is a caution at t: x, c, and the reason where there is no x.
func (o *oracle) caution(t time.Time, k Caution) (x, c float64, flag string) {
	nan := math.NaN()
	ramp := func(x, lo, hi float64) float64 { return math.Min(1, math.Max(0, (x-lo)/(hi-lo))) }
	x = nan
	switch k.Kind {
	case DatedFact:
		var last *Fact
		for _, r := range o.records {
			if f, ok := r.(Fact); ok && f.Caution == k.ID && !f.Known.After(t) && (last == nil || f.Known.After(last.Known)) {
				last = &f
			}
		}
		switch {
		case last == nil || last.Withdrawn:
			return nan, nan, "unknown"
		case !t.Before(last.Expires):
			return nan, nan, "expired"
		}
		x = last.Value
	case TreasuryConcentration:
		x = o.concentration(t)
	case BTCShock:
		x = o.shock(t)
	}
	if x == x {
		return x, ramp(x, k.Lo, k.Hi), ""
	}
	if c, ok := o.memory[k.ID]; ok {
		return nan, c, "stale"
	}
	return nan, nan, "unknown"
}

func (o *oracle) concentration(t time.Time) float64 {
	last := map[string]Holding{}
	for _, r := range o.records { // by known instant: of equal dates the later one wins
		if h, ok := r.(Holding); ok && h.Asset == "BTC" && !h.Known.After(t) {
			if was, ok := last[h.Company]; !ok || !DateOf(h.Ref).Before(DateOf(was.Ref).Time) {
				last[h.Company] = h
			}
		}
	}
	total, n, hhi := 0.0, 0, 0.0
	for _, h := range last {
		total += h.Quantity
		if h.Quantity > 0 {
			n++
		}
	}
	for _, h := range last {
		share := h.Quantity / total
		hhi += share * share
		if share >= 0.1 && t.Sub(DateOf(h.Ref).Time) >= 201*day { // 201 whole days: age > 200
			return math.NaN()
		}
	}
	if n < 5 {
		return math.NaN()
	}
	return hhi
}

func (o *oracle) shock(t time.Time) float64 {
	var x []seen
	for _, r := range o.rows(t) {
		if b, ok := r.Prices["BTC"]; ok {
			x = append(x, seen{ref: DateOf(r.Ref), x: b})
		}
	}
	if len(x) < 53 || t.Sub(x[len(x)-1].ref.Time) >= 22*day {
		return math.NaN()
	}
	deviation := func(n int) float64 {
		var r []float64
		mean := 0.0
		for i := len(x) - n; i < len(x); i++ {
			r = append(r, x[i].x/x[i-1].x-1)
			mean += r[len(r)-1] / float64(n)
		}
		sum := 0.0
		for _, v := range r {
			sum += (v - mean) * (v - mean)
		}
		return math.Sqrt(sum / float64(n-1))
	}
	ramp := func(x, lo, hi float64) float64 { return math.Min(1, math.Max(0, (x-lo)/(hi-lo))) }
	high := 0.0
	for _, s := range x[len(x)-26:] {
		high = math.Max(high, s.x)
	}
	ratio := 0.0
	if all := deviation(52); all > 0 {
		ratio = deviation(8) / all
	}
	return math.Max(ramp(ratio, 1.25, 2), ramp(1-x[len(x)-1].x/high, 0.20, 0.50))
}

// oracleReading is everything the oracle says about an instant.
type oracleReading struct {
	inputs               map[string]oracleInput
	x, c                 map[string]float64
	flag                 map[string]string
	pillar, covered      map[string]float64
	score, coverage      float64
	agreement, confident float64
	legs                 map[string]LegStatus
}

// read is sections 5 to 7 and 13 at t.
func (o *oracle) read(t time.Time) oracleReading {
	r := oracleReading{
		inputs: map[string]oracleInput{}, x: map[string]float64{}, c: map[string]float64{}, flag: map[string]string{},
		pillar: map[string]float64{}, covered: map[string]float64{}, legs: map[string]LegStatus{},
	}
	weights := 0.0
	for _, p := range o.cfg.Pillars {
		weights += p.Weight
	}
	A, magnitude := 0.0, 0.0
	for _, p := range o.cfg.Pillars {
		sum := 0.0
		for _, in := range p.Inputs {
			sum += in.Weight
		}
		for _, in := range p.Inputs {
			x := o.input(t, in)
			r.inputs[p.ID+"/"+in.ID] = x
			if x.s == x.s {
				r.pillar[p.ID] += in.Weight / sum * x.q * x.s
				r.covered[p.ID] += in.Weight / sum * x.q
			}
		}
		A += p.Weight / weights * r.pillar[p.ID]
		r.coverage += p.Weight / weights * r.covered[p.ID]
		magnitude += p.Weight / weights * math.Abs(r.pillar[p.ID])
	}
	K, known := 0.0, 1.0
	for _, k := range o.cfg.Cautions {
		x, c, flag := o.caution(t, k)
		r.x[k.ID], r.c[k.ID], r.flag[k.ID] = x, c, flag
		if c == c {
			K += k.V * c
		} else {
			known -= k.V
		}
	}
	r.agreement = math.Abs(A) / math.Max(magnitude, 0.05)
	r.confident = r.coverage * r.agreement * math.Max(0, known)
	r.score = 50 * (1 + math.Max(-1, math.Min(1, A-0.5*K)))
	r.legs["liquidity_support"] = metIf(r.covered["liquidity"] > 0, r.pillar["liquidity"] > 0)
	r.legs["treasury_adoption"] = metIf(r.covered["dat"] > 0, r.pillar["dat"] > 0)
	r.legs["sustained_breakout"] = metIf(r.covered["breakout"] > 0, r.inputs["breakout/state"].x == 1)
	x := o.basket(t)
	if len(x) == 0 {
		x = o.ether(t)
	}
	h := macdHistogram(x)
	r.legs["alt_btc_turn"] = metIf(len(h) >= 34, len(h) >= 34 && h[len(h)-1] > 0)
	return r
}

func metIf(known, met bool) LegStatus {
	switch {
	case !known:
		return LegUnknown
	case met:
		return Met
	}
	return NotMet
}

// step makes a step of the clock: what a reading between steps leaves alone.
func (o *oracle) step(t time.Time, micro int64) oracleReading {
	r := o.read(t)
	for id, x := range r.x {
		if x == x {
			o.memory[id] = r.c[id]
		}
	}
	o.machine.step(float64(micro)/1e6, r.coverage)
	for id, status := range r.legs {
		if o.legs[id].status != status {
			o.legs[id] = oracleSpell{status, t}
		}
	}
	return r
}

// check compares a reading with the oracle's.
func (o *oracle) check(t *testing.T, got Reading, want oracleReading) {
	t.Helper()
	at := got.Time.Format(time.RFC3339)
	differ := func(what string, got, want any) {
		t.Helper()
		t.Fatalf("%s: %s is %v, want %v", at, what, got, want)
	}
	for _, c := range got.Contributions {
		w := want.inputs[c.ID]
		if !near(float64(c.Value), w.x) || !near(float64(c.Z), w.z) || !near(float64(c.Signal), w.s) || !near(c.Quality, w.q) {
			differ(c.ID, []any{c.Value, c.Z, c.Signal, c.Quality, c.Reference}, []any{w.x, w.z, w.s, w.q, w.ref})
		}
		if w.x == w.x && (!c.Reference.Equal(w.ref.Time) || !c.Known.Equal(w.known) || int(c.AgeDays) != w.age) {
			differ(c.ID, []any{c.Reference, c.Known, c.AgeDays}, []any{w.ref, w.known, w.age})
		}
	}
	for _, k := range got.Cautions {
		id := k.ID[len("caution/"):]
		flag := ""
		if len(k.Flags) > 0 {
			flag = k.Flags[0]
		}
		if !near(float64(k.Value), want.x[id]) || !near(float64(k.C), want.c[id]) || flag != want.flag[id] {
			differ(k.ID, []any{k.Value, k.C, flag}, []any{want.x[id], want.c[id], want.flag[id]})
		}
	}
	for _, x := range []struct {
		what      string
		got, want float64
	}{
		{"score", got.Score / 50, want.score / 50}, {"coverage", got.Coverage, want.coverage},
		{"agreement", got.Agreement, want.agreement}, {"confidence", got.Confidence, want.confident},
	} {
		if math.Abs(x.got-x.want) > 2e-8 { // a printed score has six places
			differ(x.what, x.got, x.want)
		}
	}
	if got.State != o.machine.state {
		differ("state", got.State, o.machine.state)
	}
	for _, l := range got.Thesis {
		if l.Status != want.legs[l.ID] {
			differ(l.ID, l.Status, want.legs[l.ID])
		}
		since := time.Time{}
		if spell := o.legs[l.ID]; spell.status == l.Status {
			since = spell.since
		}
		if !l.Since.Equal(since) {
			differ(l.ID+" since", l.Since, since)
		}
	}
	o.checkRatios(t, got)
	addsUp(t, got)
}

// checkRatios compares the evidence of Alt/BTC and ETH/BTC.
func (o *oracle) checkRatios(t *testing.T, got Reading) {
	t.Helper()
	for name, e := range map[string]RatioEvidence{AltBTCName: got.Evidence.AltBTC, ETHBTCName: got.Evidence.ETHBTC} {
		x := o.ether(got.Time)
		if name == AltBTCName {
			x = o.basket(got.Time)
		}
		for span, m := range map[string]Momentum{"weekly": e.Weekly, "month-end": e.Monthly} {
			list := x
			if span == "month-end" {
				list = monthEnds(x, got.Time)
			}
			h, line := naiveMACD(list)
			h = append([]float64{math.NaN()}, h...)
			sign, run, before := runsOf(h)
			if !near(float64(m.Histogram), h[len(h)-1]) || !near(float64(m.Line), line) || m.Sign != sign || m.Run != run || m.RunBefore != before || m.N != len(list) {
				t.Fatalf("%s: %s %s MACD: %+v, want line %v histogram %v sign %d run %d before %d n %d",
					got.Time, name, span, m, line, h[len(h)-1], sign, run, before, len(list))
			}
		}
		if len(x) == 0 {
			continue
		}
		last, since, low := x[len(x)-1], len(x), x[len(x)-1].x
		for k := len(x) - 2; k >= 0; k-- {
			if x[k].x < last.x {
				since = len(x) - 1 - k
				break
			}
		}
		for _, s := range x {
			if last.ref.Sub(s.ref.Time) < 156*7*24*time.Hour {
				low = math.Min(low, s.x)
			}
		}
		if e.WeeksSinceLower != since || !near(float64(e.AboveLow), last.x/low-1) || !near(float64(e.Value), last.x) || !e.Date.Equal(last.ref.Time) {
			t.Fatalf("%s: %s: %+v, want %v on %s, lower %d weeks ago, low %v", got.Time, name, e, last.x, last.ref, since, low)
		}
	}
}

// TestReadingAgainstNaive compares every step of made histories, and instants
// between the steps, with the oracle.
func TestReadingAgainstNaive(t *testing.T) {
	seeds, weeks := uint64(2), 150
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		cfg, records := synthConfig(), synth(seed, weeks)
		if seed%2 == 1 {
			cfg.AllowAverage = false
			for i, r := range records {
				if v, ok := r.(Value); ok && v.Series == seriesAverage {
					v.Series = seriesTreasury
					records[i] = v
				}
			}
		}
		c, o := newSynth(t, cfg), newOracle(cfg, records)
		observe(t, c, records...)
		random := rand.New(rand.NewPCG(seed, 5))
		known := map[string]int{} // how often an input had a signal, a caution an x
		for i, step := range synthSteps(weeks + 12) {
			if between := step.Add(-time.Duration(1 + random.Int64N(int64(7*day)-1))); i > 0 && random.IntN(3) == 0 {
				o.check(t, readAt(t, c, between), o.read(between))
			}
			got := readAt(t, c, step)
			o.check(t, got, o.step(step, got.Micro))
			for _, k := range got.Contributions {
				if !k.Signal.Missing() {
					known[k.ID]++
				}
			}
			for _, k := range got.Cautions {
				if !k.Value.Missing() {
					known[k.ID]++
				}
			}
		}
		for _, id := range []string{
			"breakout/state", "breakout/smallcap", "dat/alt_flow", "dat/btc_flow", "dat/etf_flow", "liquidity/dollar", "liquidity/netliq",
			"liquidity/policy", "ratio/alt_btc", "caution/dat_concentration", "caution/etf_outflow", "caution/neg_earnings", "caution/vol_shock",
		} {
			if known[id] < 10 {
				t.Errorf("seed %d: %s is known at %d steps only: the test says little about it", seed, id, known[id])
			}
		}
	}
}
