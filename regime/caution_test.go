package regime

import (
	"math"
	"slices"
	"testing"
	"time"
)

// cautious is a model whose only input is a policy that eased by half a point, so
// that A is 0.5 for as long as it is fresh, beside riskon/1's cautions.
func cautious(t testing.TB) *Classifier {
	t.Helper()
	in := Input{"policy", 1, Feature{Kind: PolicyEase, Series: "DFEDTARU", Lag: 1}, Normalise{Method: AsIs}, Freshness{10000, 20000}}
	c, err := NewClassifier(Config{Pillars: []Pillar{{"liquidity", 1, []Input{in}}}}, date("2016-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c, value("DFEDTARU", "2016-01-02", 2), value("DFEDTARU", "2016-01-03", 1.5))
	return c
}

func fact(id string, x float64, known, expires string) Fact {
	return Fact{Caution: id, Value: x, Known: date(known), Expires: date(expires)}
}

// TestDatedFact follows one fact from before it is known until after it is gone.
// neg_earnings of 0.4 is c = 0.5: K = 0.2*0.5, five points times a half.
func TestDatedFact(t *testing.T) {
	const points = -50 * 0.5 * 0.2 * 0.5
	withdrawn := Fact{Caution: "neg_earnings", Known: date("2016-02-24"), Withdrawn: true}
	for _, x := range []struct {
		name    string
		records []Record
		at      string
		points  float64
		flag    string
		unknown float64 // sum of v never known
	}{
		{"never known", nil, "2016-03-01", 0, flagUnknown, 0.8},
		{"not yet known", []Record{fact("neg_earnings", 0.4, "2016-03-02", "2016-04-01")}, "2016-03-01", 0, flagUnknown, 0.8},
		{"known at this instant", []Record{fact("neg_earnings", 0.4, "2016-03-01", "2016-04-01")}, "2016-03-01", points, "", 0.6},
		{"the day before it expires", []Record{fact("neg_earnings", 0.4, "2016-02-01", "2016-03-02")}, "2016-03-01", points, "", 0.6},
		{"at its end", []Record{fact("neg_earnings", 0.4, "2016-02-01", "2016-03-01")}, "2016-03-01", 0, flagExpired, 0.8},
		{"withdrawn", []Record{fact("neg_earnings", 0.4, "2016-02-01", "2016-06-01"), withdrawn}, "2016-03-01", 0, flagUnknown, 0.8},
		{"not yet withdrawn", []Record{fact("neg_earnings", 0.4, "2016-02-01", "2016-06-01"), withdrawn}, "2016-02-23", points, "", 0.6},
		{"known again", []Record{withdrawn, fact("neg_earnings", 0.4, "2016-02-25", "2016-06-01")}, "2016-03-01", points, "", 0.6},
		{"replaced by less", []Record{fact("neg_earnings", 0.6, "2016-02-01", "2016-06-01"), fact("neg_earnings", 0.4, "2016-02-20", "2016-06-01")}, "2016-03-01", points, "", 0.6},
		{"a replacement that has expired does not bring the old one back", []Record{fact("neg_earnings", 0.4, "2016-02-01", "2016-06-01"), fact("neg_earnings", 0.4, "2016-02-05", "2016-02-20")}, "2016-03-01", 0, flagExpired, 0.8},
		{"no danger is known danger of 0", []Record{fact("neg_earnings", 0.1, "2016-02-01", "2016-06-01")}, "2016-03-01", 0, "", 0.6},
	} {
		c := cautious(t)
		observe(t, c, x.records...)
		r := readAt(t, c, date(x.at))
		k := cautionOf(t, r, "neg_earnings")
		flag := ""
		if len(k.Flags) == 1 {
			flag = k.Flags[0]
		}
		if !near(k.Points, x.points) || flag != x.flag || !near(r.Score, 75+x.points) || k.C.Missing() != (x.flag != "") {
			t.Errorf("%s: %+v, score %v", x.name, k, r.Score)
		}
		if !near(r.Confidence, r.Coverage*r.Agreement*(1-x.unknown)) || r.Coverage != 1 || r.Agreement != 1 {
			t.Errorf("%s: confidence %v, coverage %v, agreement %v", x.name, r.Confidence, r.Coverage, r.Agreement)
		}
		addsUp(t, r)
	}
}

// TestFactEvents: each coming, going and change of a dated fact is an event of its
// step, and its Change is the score scored again without it.
func TestFactEvents(t *testing.T) {
	c := cautious(t)
	observe(t, c,
		fact("neg_earnings", 0.4, "2016-02-02", "2016-03-12"), // expires exactly at a step
		fact("etf_outflow", 0.05, "2016-02-13", "2016-06-04"), // known exactly at a step
		fact("neg_earnings", 0.35, "2016-02-17", "2016-03-26"),
		fact("neg_earnings", 0.35, "2016-02-24", "2016-03-19"), // the same c: no event
		fact("neg_earnings", 0.45, "2016-03-29", "2016-03-31"), // comes and goes between two steps
		Fact{Caution: "etf_outflow", Known: date("2016-04-06"), Withdrawn: true},
		fact("etf_outflow", 0.08, "2016-04-13", "2016-06-04"),
		fact("neg_earnings", 0.45, "2016-04-13", "2016-06-04")) // two at one step
	type event struct {
		at, rule, id string
		change       float64
	}
	points := func(c float64) float64 { return 50 * 0.5 * 0.2 * c }
	want := []event{
		{"2016-02-06", "caution known", "neg_earnings", -points(0.5)},
		{"2016-02-13", "caution known", "etf_outflow", -points(0.5)},
		{"2016-02-20", "caution replaced", "neg_earnings", points(0.5) - points(0.25)},
		{"2016-03-19", "caution expired", "neg_earnings", points(0.25)},
		{"2016-04-09", "caution withdrawn", "etf_outflow", points(0.5)},
		{"2016-04-16", "caution known", "etf_outflow", -points(0.8)},
		{"2016-04-16", "caution known", "neg_earnings", -points(0.75)},
		{"2016-06-04", "caution expired", "etf_outflow", points(0.8)},
		{"2016-06-04", "caution expired", "neg_earnings", points(0.75)},
	}
	var got []Event
	for step := date("2016-01-02"); !step.After(date("2016-07-02")); step = step.AddDate(0, 0, 7) {
		r := readAt(t, c, step)
		for _, e := range r.Events {
			if e.Caution == "" || !e.Time.Equal(step) {
				continue
			}
			got = append(got, e)
			// Score again, with this caution as it was before.
			m := c.mem.model(c.plan, step, c.mem.cautions(c.plan, step))
			i := slices.IndexFunc(m.Cautions, func(k CautionSignal) bool { return k.ID == e.Caution })
			was := math.NaN()
			switch {
			case e.Rule == "caution replaced":
				was = 0.5
			case e.Rule != "caution known" && step.Equal(date("2016-03-19")):
				was = 0.25
			case e.Rule != "caution known" && step.Equal(date("2016-04-09")):
				was = 0.5
			case e.Rule != "caution known" && e.Caution == "etf_outflow":
				was = 0.8
			case e.Rule != "caution known":
				was = 0.75
			}
			m.Cautions[i].C = was
			without, err := Score(m)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(r.Score-without.Score-e.Change) > 2e-6 {
				t.Errorf("%s %s: change %v, scored again %v", step, e.Caution, e.Change, r.Score-without.Score)
			}
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d events, want %d: %+v", len(got), len(want), got)
	}
	for i, e := range got {
		w := want[i]
		if !e.Time.Equal(date(w.at)) || e.Rule != w.rule || e.Caution != w.id || math.Abs(e.Change-w.change) > 2e-6 || e.From != e.To {
			t.Errorf("event %d: %+v, want %+v", i, e, w)
		}
	}
}

// TestDeadFeedKeepsItsCaution: no more holdings, no more closes. What the feeds
// said last stays, flagged, and goes with nothing but a new word.
func TestDeadFeedKeepsItsCaution(t *testing.T) {
	c := cautious(t)
	for i, company := range []string{"A", "B", "C", "D", "E"} {
		observe(t, c, hold(company, float64(1+50*(i/4)), "2016-01-02", "2016-01-06"))
	}
	for i := range 60 {
		f := date("2016-01-08").AddDate(0, 0, 7*i)
		observe(t, c, Closes{Ref: f, Known: f.Add(day), Prices: map[string]float64{"BTC": 100 - float64(i)}})
	}
	var alive, last Reading
	var died time.Time
	for step := date("2016-01-09"); step.Before(date("2018-01-01")); step = step.AddDate(0, 0, 7) {
		r := readAt(t, c, step)
		for _, id := range []string{"dat_concentration", "vol_shock"} {
			was, now := CautionReading{C: missing}, cautionOf(t, r, id)
			if last.Model != "" {
				was = cautionOf(t, last, id)
			}
			switch {
			case !now.Value.Missing():
				if len(now.Flags) > 0 {
					t.Fatalf("%s: %+v", step, now)
				}
			case was.C.Missing():
				if !now.C.Missing() || !slices.Equal(now.Flags, []string{flagUnknown}) {
					t.Fatalf("%s: %+v", step, now)
				}
			case now.C != was.C || !slices.Equal(now.Flags, []string{flagStale}):
				t.Fatalf("%s: %+v, a week before %+v", step, now, was)
			default:
				if r.Score > last.Score {
					t.Fatalf("%s: the score rises from %v to %v while the feeds are dead", step, last.Score, r.Score)
				}
				died = step
				alive = r
			}
		}
		last = r
	}
	if died.IsZero() || cautionOf(t, alive, "vol_shock").C == 0 || cautionOf(t, alive, "dat_concentration").C == 0 {
		t.Fatalf("nothing died, or nothing was said before: %+v", alive.Cautions)
	}
	// Between steps, before the next one, a new word counts at once.
	observe(t, c, hold("E", 1, "2017-12-30", "2018-01-03"), hold("A", 1, "2017-12-30", "2018-01-03"), hold("B", 1, "2017-12-30", "2018-01-03"),
		hold("C", 1, "2017-12-30", "2018-01-03"), hold("D", 1, "2017-12-30", "2018-01-03"))
	r := readAt(t, c, date("2018-01-03"))
	if k := cautionOf(t, r, "dat_concentration"); k.C != 0 || len(k.Flags) > 0 || !near(float64(k.Value), 0.2) {
		t.Errorf("after a new word: %+v", k)
	}
}

// TestSilenceDoesNotRaiseTheScore takes made histories, stops the feeds of the
// cautions at random, and compares with the history in which their last c stays.
func TestSilenceDoesNotRaiseTheScore(t *testing.T) {
	weeks := 120
	for seed := range uint64(3) {
		cfg, records, steps := synthConfig(), synth(50+seed, weeks), synthSteps(weeks)
		stop := steps[70+int(seed)*10]
		var cut []Record
		for _, r := range records {
			if _, ok := r.(Holding); ok && r.KnownAt().After(stop) {
				continue
			}
			cut = append(cut, r)
		}
		readings, err := Classify(cfg, steps[0].AddDate(0, 0, -7), cut, steps)
		if err != nil {
			t.Fatal(err)
		}
		stale := 0
		for i := 1; i < len(readings); i++ {
			was, now := cautionOf(t, readings[i-1], "dat_concentration"), cautionOf(t, readings[i], "dat_concentration")
			if len(now.Flags) == 1 && now.Flags[0] == flagStale {
				stale++
				if was.C != now.C {
					t.Fatalf("seed %d: c moves from %v to %v in silence", seed, was.C, now.C)
				}
			}
			if !was.C.Missing() && now.C.Missing() {
				t.Fatalf("seed %d: a caution that was known is unknown at %s", seed, readings[i].Time)
			}
		}
		if stale == 0 {
			t.Errorf("seed %d: no feed died", seed)
		}
	}
}
