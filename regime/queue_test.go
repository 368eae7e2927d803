package regime

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// instant are records of every kind that become known together, several of a kind, and a
// value and a bar of one series and date.
func instant(known time.Time) []Record {
	ref := DateOf(known.AddDate(0, 0, -1)).Time
	records := []Record{
		Closes{Ref: ref, Known: known, Prices: map[string]float64{"BTC": 5, "ETH": 1}},
		Value{Series: "IWM", Ref: ref, Known: known, Value: 77}, Value{Series: "SPY", Ref: ref, Known: known, Value: 99},
		Fact{Caution: "etf_outflow", Value: 0.1, Known: known, Expires: known.AddDate(0, 1, 0)}, Fact{Caution: "neg_earnings", Value: 0.4, Known: known, Expires: known.AddDate(0, 1, 0)},
	}
	for i, fund := range []string{"IWM", "SPY"} {
		x := float64(100 + i)
		records = append(records, Bar{Series: fund, Ref: ref, Bar: series.Bar{Start: ref, End: known, Open: x, High: x, Low: x, Close: x}})
	}
	for i, firm := range []string{"Able", "Baker"} {
		for _, asset := range []string{"BTC", "ETH"} {
			for _, kind := range []FlowKind{Announced, Deployed} {
				for k := range 2 {
					records = append(records, Flow{Class: "dat_btc", Firm: firm, Asset: asset, Kind: kind, USD: decimal.New(int64(10+i), int32(k)), Ref: ref.AddDate(0, 0, -k), Known: known})
				}
			}
			records = append(records, Holding{Company: firm, Asset: asset, Quantity: float64(3 + i), Ref: ref, Known: known})
		}
		records = append(records, Coverage{Class: "dat_btc", Firm: firm, From: ref.AddDate(-1, 0, 0), Through: ref, Known: known})
	}
	return records
}

// TestOneInstant tells the records of one instant in any order, before and after others:
// what waits is saved alike, and so is what was taken.
func TestOneInstant(t *testing.T) {
	at := synthStart.Add(30 * time.Hour)
	records := append(instant(at), instant(at.AddDate(0, 0, 9))...)
	var waiting, taken []byte
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 97))
		if seed > 0 {
			random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		}
		c := newSynth(t, Config{})
		observe(t, c, records...)
		before := savedBytes(t, c)
		r := readAt(t, c, at.AddDate(0, 0, 3))
		after := savedBytes(t, c)
		if seed == 0 {
			waiting, taken = before, after
		}
		if !bytes.Equal(before, waiting) || !bytes.Equal(after, taken) {
			t.Fatalf("seed %d: another state", seed)
		}
		addsUp(t, r)
		if r.Evidence.SmallCap.Close != 100 || c.mem.Kernels[0].Obs.Done[0].V != [3]float64{100, 101, 0} {
			t.Fatalf("the bar comes after the value of its date: %+v", c.mem.Kernels[0].Obs.Done)
		}
		for _, again := range records {
			if err := c.Observe(again); !errors.Is(err, ErrClosed) && !errors.Is(err, ErrDuplicate) {
				t.Fatalf("%v again: %v", again, err)
			}
		}
	}
}

// TestIdleStreams: names that came once and never again are not kept for ever.
func TestIdleStreams(t *testing.T) {
	c := newSynth(t, Config{})
	for i := range 6000 {
		known := synthStart.Add(time.Duration(i) * time.Hour)
		name := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		observe(t, c, Flow{Class: "dat_btc", Firm: name, Kind: Announced, USD: decimal.New(1, 0), Ref: known.AddDate(0, 0, -1), Known: known})
		if i%50 == 0 {
			if err := c.Advance(known); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(c.waiting.streams); n > 1100 {
		t.Errorf("%d streams", n)
	}
	closes := Closes{Ref: synthStart.AddDate(1, 0, 0), Known: synthStart.AddDate(1, 0, 0), Prices: map[string]float64{"BTC": 1}}
	observe(t, c, closes)
	readAt(t, c, closes.Known)
	c.waiting.sweep = 0 // as when they are many
	c.waiting.put(&stream{streamKey: streamKey{firm: "another"}, at: -1})
	closes.Known = closes.Known.Add(1)
	if err := c.Observe(closes); !errors.Is(err, ErrOrder) {
		t.Errorf("a stream that was forgotten takes its last date again: %v", err)
	}
}

// TestIdleStreamsOfAName: when idle streams of a class are forgotten, what waits of the
// class without a firm is not: it is still known for what it is.
func TestIdleStreamsOfAName(t *testing.T) {
	c, known := newSynth(t, Config{}), synthStart.AddDate(0, 0, 2)
	flow := Flow{Class: "dat_btc", Kind: Deployed, USD: decimal.New(1, 6), Ref: synthStart, Known: known}
	cover := Coverage{Class: "dat_btc", From: synthStart, Through: known, Known: known}
	observe(t, c, flow, cover)
	for i := range 1200 {
		early := synthStart.Add(time.Duration(i) * time.Second)
		firm := strconv.Itoa(i)
		observe(t, c, Flow{Class: "dat_btc", Firm: firm, Kind: Announced, Ref: synthStart, Known: early})
		observe(t, c, Coverage{Class: "dat_btc", Firm: firm, From: synthStart, Through: synthStart, Known: early})
		if i%400 == 0 {
			readAt(t, c, early)
		}
	}
	if err := c.Observe(flow); !errors.Is(err, ErrDuplicate) {
		t.Errorf("a flow that waits, again: %v", err)
	}
	cover.Through, cover.Known = synthStart, known.Add(1)
	if err := c.Observe(cover); !errors.Is(err, ErrOrder) {
		t.Errorf("a coverage that takes back what waits: %v", err)
	}
	if n := len(c.waiting.busy); n > len(c.waiting.streams) {
		t.Errorf("%d streams give, of %d", n, len(c.waiting.streams))
	}
}

// TestTwoFlowsOfAFiling: purchases of one firm, date and instant that differ in kind, in
// quantity or in USD alone are all taken, in any order; each of them only once.
func TestTwoFlowsOfAFiling(t *testing.T) {
	flow := func(kind FlowKind, quantity, usd int64) Record {
		return Flow{Class: "dat_btc", Firm: "Able", Asset: "BTC", Kind: kind, Quantity: decimal.New(quantity, 0), USD: decimal.New(usd, 6), Ref: synthStart, Known: synthStart.Add(time.Hour)}
	}
	flows := []Record{flow(Announced, 1, 1), flow(Deployed, 0, 1), flow(Deployed, 0, 2), flow(Deployed, 1, 2), flow(Deployed, 1, 1)}
	var want []byte
	for seed := range uint64(10) {
		c := newSynth(t, Config{})
		for _, i := range rand.New(rand.NewPCG(seed, 8)).Perm(len(flows)) {
			observe(t, c, flows[i])
			if err := c.Observe(flows[i]); !errors.Is(err, ErrDuplicate) {
				t.Fatalf("%+v again: %v", flows[i], err)
			}
		}
		readAt(t, c, synthStart.Add(time.Hour))
		if n := len(c.mem.Flows[c.plan.class("dat_btc")].Events); n != len(flows) {
			t.Fatalf("%d of %d flows", n, len(flows))
		}
		got := savedBytes(t, c)
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("seed %d: another state", seed)
		}
	}
}
