package candle

import (
	"slices"
	"strings"
)

// A seat is a pattern in a stream. One of find and confirm is there.
type seat struct {
	pattern Pattern
	warmup  int
	bars    int
	find    func(v *view) int
	confirm func(v *view) (value, ago int)
}

// seatOf returns the seat of a pattern.
func seatOf(p Pattern, warmup int, s Settings) seat {
	r := &rules[p]
	y := seat{pattern: p, warmup: warmup, bars: r.bars, find: r.find, confirm: r.confirm}
	if r.pierce != nil {
		pierce, penetration := r.pierce, s.penetration(r.penetration)
		y.find = func(v *view) int { return pierce(v, penetration) }
	}
	return y
}

// judge returns what the pattern says of the newest candle, which is number seen,
// and how many candles it spans: 0 for no answer.
func (s *seat) judge(v *view, seen int) (value, bars int) {
	if seen < s.warmup {
		return none, 0
	}
	if s.find != nil {
		return s.find(v), s.bars
	}
	value, ago := s.confirm(v)
	return value, s.bars + ago
}

// live is what Stream and Scanner share: patterns that look at one history.
type live struct {
	_        noCopy
	settings Settings
	seats    []seat
	warmup   int // the longest of the seats
	history  history
}

// refuse says why there is no stream of patterns at settings, "" if there is.
func refuse(s Settings, patterns []Pattern) string {
	for _, p := range patterns {
		if !p.valid() {
			return p.String() + " is no pattern"
		}
	}
	return s.refuse()
}

// begin makes the zero value a fresh stream of valid patterns and settings.
func (l *live) begin(s Settings, patterns []Pattern) {
	all := s.complete()
	var used [limits]bool
	l.settings, l.seats = s, make([]seat, 0, len(patterns))
	for i, p := range patterns {
		if slices.Contains(patterns[:i], p) {
			continue
		}
		r := &rules[p]
		longest := r.least
		for _, u := range r.uses {
			used[u] = true
			longest = max(longest, all[u].Period)
		}
		warmup := r.bars + r.more + longest
		l.seats = append(l.seats, seatOf(p, warmup, s))
		l.warmup = max(l.warmup, warmup)
	}
	l.history = newHistory(meansOf(all, used), l.warmup)
}

// open is begin for Go code: it panics where something is wrong, as that is an
// error of the program.
func (l *live) open(s Settings, patterns []Pattern) {
	if reason := refuse(s, patterns); reason != "" {
		panic("candle: " + reason)
	}
	l.begin(s, patterns)
}

// set reports whether l is more than a zero value.
func (l *live) set() bool { return len(l.seats) > 0 }

// fed panics with a useful message where a zero value would be fed.
func (l *live) fed() {
	if !l.set() {
		panic("candle: a zero stream has no pattern; use a constructor or restore it")
	}
}

// Ready reports whether Warmup bars that were not missing have been fed: whether
// every pattern has an answer.
func (l *live) Ready() bool { return l.set() && l.history.seen >= l.warmup }

// Warmup returns the number of bars until the first answer, exactly: bar Warmup
// gives it. For several patterns it is the bar that gives the last one its first.
func (l *live) Warmup() int { return l.warmup }

// Reset takes it back to before its first bar.
func (l *live) Reset() {
	if l.set() {
		l.history.reset()
	}
}

// String returns the patterns, and the settings where they are not the defaults.
func (l *live) String() string {
	var names []string
	for _, s := range l.seats {
		names = append(names, s.pattern.String())
	}
	text := strings.Join(names, " ")
	if len(names) == int(lastPattern) {
		text = "all"
	}
	if l.settings != (Settings{}) {
		text += " (" + l.settings.String() + ")"
	}
	return text
}

// clone makes the zero value l a copy of from, sharing nothing that changes.
func (l *live) clone(from *live) {
	l.settings, l.seats, l.warmup, l.history = from.settings, from.seats, from.warmup, from.history
	l.history.all = slices.Clone(from.history.all)
}

// noCopy makes vet report a copy of the struct that holds it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
