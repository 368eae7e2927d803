package regime

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func hold(company string, quantity float64, ref, known string) Holding {
	return Holding{Company: company, Asset: "BTC", Quantity: quantity, Ref: date(ref), Known: date(known)}
}

// TestConcentration checks the sentences of section 6 on holdings made by hand.
func TestConcentration(t *testing.T) {
	five := []Record{
		hold("A", 50, "2016-03-31", "2016-05-10"), hold("B", 20, "2016-03-31", "2016-05-10"), hold("C", 10, "2016-03-31", "2016-05-10"),
		hold("D", 10, "2016-03-31", "2016-05-10"), hold("E", 10, "2016-03-31", "2016-05-10"),
	}
	const hhi = 0.25 + 0.04 + 3*0.01
	with := func(more ...Record) []Record { return append(append([]Record(nil), five...), more...) }
	for _, x := range []struct {
		name    string
		records []Record
		at      string
		want    float64
		none    bool
	}{
		{"before anything is known", five, "2016-05-09", 0, true},
		{"five companies", five, "2016-05-10", hhi, false},
		{"four companies", five[:4], "2016-05-10", 0, true},
		{"another asset does not count", with(Holding{Company: "A", Asset: "ETH", Quantity: 999, Ref: date("2016-04-30"), Known: date("2016-05-10")}), "2016-05-10", hhi, false},
		{"a company that sold all is out", with(hold("F", 100, "2016-03-31", "2016-05-10"), hold("F", 0, "2016-04-30", "2016-05-12")), "2016-05-12", hhi, false},
		{"and there may be too few left", with(hold("E", 0, "2016-04-30", "2016-05-12")), "2016-05-12", 0, true},
		{"the latest date counts", with(hold("A", 100, "2016-04-30", "2016-05-12")), "2016-05-12", (100*100 + 400 + 300) / (150. * 150), false},
		{"a late word about an earlier date does not", with(hold("A", 100, "2016-03-30", "2016-05-12")), "2016-05-12", hhi, false},
		{"of equal dates the word known last", with(hold("A", 100, "2016-03-31", "2016-05-12")), "2016-05-12", (100*100 + 400 + 300) / (150. * 150), false},
		{"and the first before that", with(hold("A", 100, "2016-03-31", "2016-05-12")), "2016-05-11", hhi, false},
		{"200 days old", five, "2016-10-17", hhi, false},
		{"older than 200 days", five, "2016-10-18", 0, true},
		{"a tenth of the total, old", with(hold("A", 50, "2016-10-01", "2016-10-17"), hold("B", 20, "2016-10-01", "2016-10-17"), hold("C", 10, "2016-10-01", "2016-10-17"), hold("D", 10, "2016-10-01", "2016-10-17")), "2016-10-18", 0, true},
		{"less than a tenth, old", with(hold("A", 51, "2016-10-01", "2016-10-17"), hold("B", 20, "2016-10-01", "2016-10-17"), hold("C", 10, "2016-10-01", "2016-10-17"), hold("D", 10, "2016-10-01", "2016-10-17")),
			"2016-10-18", (51*51 + 400 + 300) / (101. * 101), false},
	} {
		c, err := NewClassifier(Config{}, date("2016-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		observe(t, c, x.records...)
		r := readAt(t, c, date(x.at))
		got, e := cautionOf(t, r, "dat_concentration"), r.Evidence.Concentration
		if got.Value.Missing() != x.none || e.HHI.Missing() != x.none || (e.WhyNone != "") != x.none || !x.none && !near(float64(got.Value), x.want) {
			t.Errorf("%s: %v (%s), want %v, none %v", x.name, got.Value, e.WhyNone, x.want, x.none)
		}
	}
}

// TestConcentrationEveryDay: what is kept from day to day is what is found anew.
func TestConcentrationEveryDay(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 22))
	var b treasuries
	stale := 0
	for d := range 3000 {
		at := synthStart.AddDate(0, 0, d)
		if random.IntN(40) == 0 {
			company := string(rune('A' + random.IntN(8)))
			b.observe(Holding{company, "BTC", float64(random.IntN(100)), at.AddDate(0, 0, -random.IntN(60)), at})
		}
		got, want := b.concentration(at), (&treasuries{Newest: b.Newest}).concentration(at)
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("%s: %+v, want %+v", at, got, want)
		}
		if got.HHI.Missing() && got.Companies >= minTreasuries {
			stale++
		}
	}
	if stale == 0 || stale > 2500 {
		t.Error(stale, "days with an old holding")
	}
}

// TestConcentrationEvidence shows what is behind the index.
func TestConcentrationEvidence(t *testing.T) {
	var b treasuries
	for i := range 6 {
		b.observe(hold(fmt.Sprint("firm ", i), float64(10+i), "2016-03-31", "2016-05-10"))
	}
	b.observe(hold("firm 5", 85, "2015-01-01", "2016-06-01")) // about an earlier date
	b.observe(hold("small", 1, "2015-01-01", "2016-06-01"))
	e := b.concentration(date("2016-06-02"))
	if e.Companies != 7 || e.TotalBTC != 76 || e.Largest != "firm 5" || !near(float64(e.Share), 15./76) || e.Newest.String() != "2016-03-31" ||
		len(e.Old) != 1 || e.Old[0] != "small" || e.HHI.Missing() {
		t.Errorf("%+v", e)
	}
	if none := (&treasuries{}).concentration(time.Time{}); !none.HHI.Missing() || !none.Share.Missing() || none.Companies != 0 {
		t.Errorf("of nobody: %+v", none)
	}
}

// TestShock checks the caution of BTC on paths made by hand.
func TestShock(t *testing.T) {
	flat := func(n int, x float64) (v []float64) {
		for range n {
			v = append(v, x)
		}
		return v
	}
	for _, x := range []struct {
		name   string
		closes []float64
		age    int // days since the last close
		want   float64
		none   bool
	}{
		{"52 closes", flat(52, 100), 1, 0, true},
		{"53 flat closes: no spread is no shock", flat(53, 100), 1, 0, false},
		{"21 days old", flat(53, 100), 21, 0, false},
		{"22 days old", flat(53, 100), 22, 0, true},
		{"a fall of 35 % from the highest close", append(flat(53, 100), 65), 1, 1, false}, // the spread of 8 weeks is 2.47 times that of 52
		{"a rise is no fall, but a shock", append(flat(53, 100), 200), 1, 1, false},
		{"a slow fall of 35 %", glide(60, 26, 100, 65), 1, 0.5, false},
		{"a high of 27 closes ago is forgotten", append(append(flat(40, 50), 100), flat(26, 50)...), 1, 0, false},
		{"one of 26 is not", append(append(flat(40, 50), 100), flat(25, 50)...), 1, 1, false},
	} {
		cfg := ShockConfig{}.resolve()
		s := newShock(cfg)
		d := DateOf(date("2016-01-01"))
		for i, close := range x.closes {
			s.observe(cfg, close, Date{d.AddDate(0, 0, 7*i)})
		}
		v, c := s.at(cfg, s.Ref.AddDate(0, 0, x.age))
		if c.Missing() != x.none || !x.none && !near(float64(c), x.want) {
			t.Errorf("%s: %v, want %v: %+v", x.name, c, x.want, v)
		}
	}
}

// glide is n closes at from, of which the last k fall in equal parts to to.
func glide(n, k int, from, to float64) (v []float64) {
	for i := range n {
		x := from
		if i >= n-k+1 {
			x = from + (to-from)*float64(i-(n-k))/float64(k-1)
		}
		v = append(v, x)
	}
	return v
}
