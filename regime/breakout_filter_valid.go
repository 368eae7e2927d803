package regime

// blockedValid reports whether the last Blocked can have happened: not while a
// breakout lasts, of which the shortest ends on the bar after its Break.
func (m *breakoutMemory) blockedValid() bool {
	e := m.Blocked
	if e.Event == "" {
		return e == BreakoutEvent{}
	}
	if e.Event != Blocked || e.Reason == "" || !m.breakValid(e) {
		return false
	}
	if m.Break.Event == "" || e.Index < m.Break.Index {
		return true
	}
	over := m.Break.Index + 1
	if m.Confirm.Index > m.Break.Index {
		over = m.Confirm.Index + 1
	}
	return m.Phase == PhaseNone && e.Index > max(over, m.Failed)
}

// filtersValid reports whether the numbers of the filters at the last bar can be.
func (m *breakoutMemory) filtersValid() bool {
	volume, breadth := m.volume(), m.breadth()
	if volume.Use == FilterOff && m.VolumeRatio != 0 || breadth.Use == FilterOff && m.Share != 0 {
		return false
	}
	if m.Bars == 0 {
		return (volume.Use == FilterOff || volume.State == FilterUnknown) && (breadth.Use == FilterOff || breadth.State == FilterUnknown)
	}
	return m.Config.Volume.gives(volume) && m.Config.Breadth.gives(breadth)
}

// gives reports whether the filter can have made r.
func (f VolumeFilter) gives(r FilterReading) bool {
	ok := r.Value.Missing() || finite(float64(r.Value)) && r.Value >= 0
	return ok && r.same(f.Use.read(r.Value, f.Ratio))
}

// gives reports whether the filter can have made r.
func (f BreadthFilter) gives(r FilterReading) bool {
	ok := r.Value.Missing() || r.Value >= 0 && r.Value <= 1
	return ok && r.same(f.Use.read(r.Value, f.Share))
}

// same compares readings, of which missing values are equal.
func (r FilterReading) same(x FilterReading) bool {
	if r.Value.Missing() && x.Value.Missing() {
		r.Value, x.Value = 0, 0
	}
	return r == x
}
