package regime

import "time"

// Classify returns the readings at the given instants, which must not go back, of
// a classifier of model cfg that is told the records. It is a loop over the
// live Classifier: each reading knows what was known at its instant, and no more.
// The error is that of NewClassifier, Observe or Advance.
func Classify(cfg Config, start time.Time, records []Record, at []time.Time) ([]Reading, error) {
	c, err := NewClassifier(cfg, start)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if err := c.Observe(r); err != nil {
			return nil, err
		}
	}
	readings := make([]Reading, 0, len(at))
	for _, t := range at {
		if err := c.Advance(t); err != nil {
			return nil, err
		}
		r, err := c.Reading()
		if err != nil {
			return nil, err
		}
		readings = append(readings, r)
	}
	return readings, nil
}
