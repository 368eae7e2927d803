package regime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// synthStart is the Friday 00:00 UTC before the first week of every made history.
var synthStart = time.Date(2015, 1, 2, 0, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// synthConfig is riskon/1 with a short memory, so that every signal is there
// within a year, and Alt/BTC weighted, so that a fault in it moves the score.
func synthConfig() Config {
	c := Config{AllowAverage: true}.defaults()
	for i := range c.Pillars {
		c.Pillars[i].Weight = 1
		for j := range c.Pillars[i].Inputs {
			if n := &c.Pillars[i].Inputs[j].Normalise; n.Method == RobustZ {
				n.Window, n.MinObs = 30, 12
			}
		}
	}
	c.Breakout = BreakoutConfig{Window: 20}
	return c
}

// synth makes a history of so many weeks: every kind of record, with gaps, late
// parts, dying firms and coins, replaced and withdrawn facts. Records are in order
// of the instant from which they are known.
func synth(seed uint64, weeks int) []Record {
	h := &synthesiser{
		Rand: rand.New(rand.NewPCG(seed, 99)), last: map[string]time.Time{}, rate: 2,
		price: map[string]float64{"IWM": 100, "SPY": 200, "BTC": 300, "DTWEXBGS": 100, "WALCL": 4e6, "WTREGEN": 3e5, "RRPONTSYD": 400},
	}
	for i, id := range synthAlts {
		h.price[id] = 1 + float64(i)
	}
	for _, class := range synthClasses {
		for i, firm := range synthFirms[class] {
			h.cover(class, firm, synthStart.AddDate(0, 0, 60+40*i), synthStart)
		}
	}
	for w := range weeks {
		h.week(w, synthStart.AddDate(0, 0, 7*w))
	}
	sort.SliceStable(h.records, func(i, j int) bool { return h.records[i].KnownAt().Before(h.records[j].KnownAt()) })
	return h.records
}

type synthesiser struct {
	*rand.Rand
	records []Record
	last    map[string]time.Time // when a series was last known: it becomes known in order
	price   map[string]float64
	rate    float64
}

var (
	synthAlts    = []string{"AAA", "BBB", "CCC", "DDD", "ETH", "FFF", "GGG"}
	synthClasses = []string{"btc_etf", "dat_alt", "dat_btc"}
	synthFirms   = map[string][]string{"dat_btc": {"Able", "Baker", "Chain"}, "dat_alt": {"Baker", "Delta"}, "btc_etf": {""}}
)

func (h *synthesiser) add(r Record) { h.records = append(h.records, r) }

// known moves an instant so that the records of a series become known in order.
func (h *synthesiser) known(name string, t time.Time) time.Time {
	if t.Before(h.last[name]) {
		t = h.last[name]
	}
	h.last[name] = t
	return t
}

// step moves a price by up to size, either way.
func (h *synthesiser) step(name string, size float64) float64 {
	h.price[name] *= 1 + size*(2*h.Float64()-1)
	return h.price[name]
}

func (h *synthesiser) often(p float64) bool { return h.Float64() < p }

func (h *synthesiser) value(name string, x float64, ref, known time.Time) {
	h.add(Value{Series: name, Value: x, Ref: ref, Known: h.known(name, known)})
}

// week makes the records of the week whose Friday is f.
func (h *synthesiser) week(w int, f time.Time) {
	for _, fund := range []string{"IWM", "SPY"} {
		open := h.price[fund]
		close := h.step(fund, 0.04)
		bar := series.Bar{
			Start: f.AddDate(0, 0, -5), End: f.Add(21 * time.Hour), Open: open, Close: close,
			High: max(open, close) * (1 + 0.02*h.Float64()), Low: min(open, close) * (1 - 0.02*h.Float64()),
		}
		if h.often(0.95) {
			h.add(Bar{Series: fund, Ref: f, Bar: bar})
		}
	}
	h.closes(w, f)
	wednesday := f.AddDate(0, 0, -2)
	for i, name := range []string{"RRPONTSYD", "WALCL", "WTREGEN"} {
		x := h.step(name, []float64{0.2, 0.01, 0.2}[i])
		if h.often(0.96) {
			h.value(name, math.Round(x), wednesday, wednesday.Add(time.Duration(12+h.IntN(24*12))*time.Hour))
		}
		if h.often(0.06) { // what was printed some weeks ago is revised, or comes at last
			ref := wednesday.AddDate(0, 0, -7*h.IntN(30))
			h.add(Value{Series: name, Value: math.Round(x * (0.9 + 0.2*h.Float64())), Ref: ref, Known: wednesday.Add(time.Duration(24*14+h.IntN(24*90))*time.Hour + time.Duration(h.Int64N(1e9)))})
		}
	}
	h.value("DTWEXBGS", h.step("DTWEXBGS", 0.01), f, f.AddDate(0, 0, 3).Add(20*time.Hour))
	if h.often(0.1) {
		h.rate += 0.25 * float64(h.IntN(5)-2)
	}
	h.value("DFEDTARU", h.rate, wednesday, wednesday.Add(day))
	h.flows(w, f)
	if w%6 == 0 {
		h.holdings(f)
	}
	h.facts(w, f)
}

// closes are known the next day, or some days later. BTC or a coin may lack.
func (h *synthesiser) closes(w int, f time.Time) {
	prices := map[string]float64{}
	if b := h.step("BTC", 0.12); h.often(0.96) {
		prices["BTC"] = b
	}
	for i, id := range synthAlts {
		x := h.step(id, 0.15)
		alive := w >= 3*i && !(id == "AAA" && w > 90) && !(id == "BBB" && w > 60 && w < 100) && !(id == "CCC" && w > 70 && w < 96)
		if alive && h.often(0.97) {
			prices[id] = x
		}
	}
	known := f.Add(day)
	if h.often(0.2) {
		known = f.Add(time.Duration(30+h.IntN(100)) * time.Hour)
	}
	h.add(Closes{Ref: f, Known: h.known("closes", known), Prices: prices})
}

func (h *synthesiser) money(most int64) decimal.Decimal {
	return decimal.New(h.Int64N(most*100)-most*10, -2)
}

func (h *synthesiser) flows(w int, f time.Time) {
	for _, class := range []string{"dat_alt", "dat_btc"} {
		for _, firm := range synthFirms[class] {
			if w > 5 && h.often(0.3) {
				kind := []FlowKind{Deployed, Deployed, Deployed, Announced, Closed}[h.IntN(5)]
				ref := f.AddDate(0, 0, -h.IntN(7))
				late := time.Duration(1+h.IntN(60)) * day
				h.add(Flow{Class: class, Firm: firm, Asset: "X", Kind: kind, USD: h.money(300_000_000), Quantity: h.money(10), Ref: ref, Known: ref.Add(late)})
			}
			if h.often(0.2) && !(firm == "Chain" && w > 50) { // one firm is followed no more
				h.cover(class, firm, f.Add(-time.Duration(h.IntN(40))*day), f.Add(time.Duration(h.IntN(6))*day))
			}
		}
	}
	if h.often(0.9) {
		h.add(Flow{Class: "btc_etf", Kind: Deployed, USD: h.money(900_000_000), Ref: f, Known: f.Add(36 * time.Hour)})
	}
	if w%4 == 0 {
		h.cover("btc_etf", "", f.AddDate(0, 0, 28), f)
	}
}

// cover states a firm's ledger, which never goes back.
func (h *synthesiser) cover(class, firm string, through, known time.Time) {
	name := "cover " + class + " " + firm
	if !known.After(h.last[name]) {
		return
	}
	h.last[name] = known
	if last := h.last[name+" through"]; through.Before(last) {
		through = last
	}
	h.last[name+" through"] = through
	h.add(Coverage{Class: class, Firm: firm, From: synthStart.AddDate(0, 0, -9*len(firm)), Through: through, Known: known})
}

func (h *synthesiser) holdings(f time.Time) {
	for i, company := range []string{"Able", "Baker", "Chain", "Delta", "Eagle", "Field", "Ghost"} {
		if !h.often(0.8) {
			continue
		}
		quantity, asset := math.Round(1000*h.Float64()*float64(1+i%3)), "BTC"
		if h.often(0.1) {
			quantity = 0
		}
		if h.often(0.1) {
			asset = "ETH"
		}
		ref := f.AddDate(0, 0, -h.IntN(30))
		h.add(Holding{Company: company, Asset: asset, Quantity: quantity, Ref: ref, Known: ref.Add(time.Duration(1+h.IntN(90)) * day)})
	}
}

func (h *synthesiser) facts(w int, f time.Time) {
	for i, id := range []string{"etf_outflow", "neg_earnings"} {
		if w%9 == 4*i && h.often(0.8) {
			known := f.Add(time.Duration(1+h.IntN(100)) * time.Hour)
			h.add(Fact{Caution: id, Value: 0.6 * h.Float64(), Known: known, Expires: DateOf(known.AddDate(0, 0, 20+h.IntN(90))).Time})
		}
		if w%31 == 30-i {
			h.add(Fact{Caution: id, Known: f.Add(110 * time.Hour), Withdrawn: true})
		}
	}
}

// synthEarly is how many weeks a classifier starts before a made history does:
// the first records are known before its first Friday.
const synthEarly = 9

// synthSteps are the steps of a classifier made by newSynth, up to so many weeks of the history.
func synthSteps(weeks int) []time.Time {
	var steps []time.Time
	for i := -synthEarly; i < weeks; i++ {
		steps = append(steps, synthStart.AddDate(0, 0, 7*i+1))
	}
	return steps
}

func newSynth(t testing.TB, cfg Config) *Classifier {
	t.Helper()
	c, err := NewClassifier(cfg, synthStart.AddDate(0, 0, -7*synthEarly))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func observe(t testing.TB, c *Classifier, records ...Record) {
	t.Helper()
	for _, r := range records {
		if err := c.Observe(r); err != nil {
			t.Fatal(err)
		}
	}
}

// readAt advances to an instant and reads.
func readAt(t testing.TB, c *Classifier, at time.Time) Reading {
	t.Helper()
	if err := c.Advance(at); err != nil {
		t.Fatalf("advance to %s: %v", at, err)
	}
	r, err := c.Reading()
	if err != nil {
		t.Fatalf("reading at %s: %v", at, err)
	}
	return r
}

// savedBytes is a classifier as JSON.
func savedBytes(t testing.TB, c *Classifier) []byte {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readingBytes is a reading as JSON: equal bytes are equal bits.
func readingBytes(t testing.TB, r Reading) []byte {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sameReading fails the test where two readings differ by a bit.
func sameReading(t testing.TB, what string, got, want Reading) {
	t.Helper()
	a, b := readingBytes(t, got), readingBytes(t, want)
	if bytes.Equal(a, b) {
		return
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-200)
	t.Fatalf("%s: reading at %s differs:\n got %s\nwant %s", what, want.Time, a[from:min(len(a), i+80)], b[from:min(len(b), i+80)])
}

// contribution returns the input pillar/input of a reading.
func contribution(t testing.TB, r Reading, id string) Contribution {
	t.Helper()
	i := slices.IndexFunc(r.Contributions, func(c Contribution) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("no input %s", id)
	}
	return r.Contributions[i]
}

// cautionOf returns the caution of a reading.
func cautionOf(t testing.TB, r Reading, id string) CautionReading {
	t.Helper()
	i := slices.IndexFunc(r.Cautions, func(c CautionReading) bool { return c.ID == "caution/"+id })
	if i < 0 {
		t.Fatalf("no caution %s", id)
	}
	return r.Cautions[i]
}

// addsUp checks that the parts of a reading are the score, in integers.
func addsUp(t testing.TB, r Reading) {
	t.Helper()
	sum := r.Base.Micro + r.Clip.Micro
	for _, c := range r.Contributions {
		sum += c.Micro
	}
	for _, c := range r.Cautions {
		sum += c.Micro
	}
	if sum != r.Micro || !(r.Score >= 0 && r.Score <= 100) {
		t.Fatalf("at %s the parts add up to %d, the score is %d", r.Time, sum, r.Micro)
	}
}

func date(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(fmt.Sprintf("not a date: %q", text))
	}
	return d
}
