package regime

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// declared is a family made ready.
type declared struct {
	dimensions []declaredDimension // by name
	variants   []Variant
	alone      int // variants that differ in one option
	pairs      int // that there are, of all of them
}

// A declaredDimension has the base's option apart from the others.
type declaredDimension struct {
	Dimension
	base string
}

// An option is option number of dimension dim.
type option struct{ dim, number int }

func (f Family) declare() (d declared, err error) {
	size := orDefault(f.Size, familySize)
	if size < 1 || size > mostSize {
		return d, fmt.Errorf("%w: size %d outside 1..%d", ErrFamily, f.Size, mostSize)
	}
	base := f.Base.defaults()
	if err := base.validate(); err != nil {
		return d, &VariantError{nil, err}
	}
	if f.Dimensions == nil {
		f.Dimensions = DefaultDimensions(f.Base)
	}
	if d.dimensions, err = declareDimensions(base, f.Dimensions); err != nil {
		return d, err
	}
	var alone []option
	for i, dim := range d.dimensions {
		for j := range dim.Options {
			alone = append(alone, option{i, j})
		}
	}
	choices := [][]option{nil}
	for _, o := range alone {
		choices = append(choices, []option{o})
	}
	pairs, all := d.choosePairs(alone, size-len(choices))
	d.alone, d.pairs = len(alone), all
	for _, c := range append(choices, pairs...) {
		v := d.variant(base, c)
		if err := v.Config.validate(); err != nil {
			return declared{}, &VariantError{v.Choices, err}
		}
		d.variants = append(d.variants, v)
	}
	return d, nil
}

// declareDimensions checks dimensions and puts them in order of name.
func declareDimensions(base Config, dims []Dimension) ([]declaredDimension, error) {
	out := make([]declaredDimension, 0, len(dims))
	for _, dim := range dims {
		own := declaredDimension{Dimension{Name: dim.Name}, ""}
		names := map[string]bool{}
		for _, o := range dim.Options {
			if o.Change == nil || o.Name == "" || names[o.Name] || !text(dim.Name, o.Name) {
				return nil, fmt.Errorf("%w: dimension %q: option %q has no name, is there twice or changes nothing", ErrFamily, dim.Name, o.Name)
			}
			names[o.Name] = true
			switch same := reflect.DeepEqual(o.of(base), base); {
			case same && own.base != "":
				return nil, fmt.Errorf("%w: dimension %q: options %q and %q are both the base's", ErrFamily, dim.Name, own.base, o.Name)
			case same:
				own.base = o.Name
			default:
				own.Options = append(own.Options, o)
			}
		}
		own.base = cmp.Or(own.base, baseName)
		if slices.ContainsFunc(own.Options, func(o Option) bool { return o.Name == own.base }) {
			return nil, fmt.Errorf("%w: dimension %q: option %q is not the base's", ErrFamily, dim.Name, own.base)
		}
		out = append(out, own)
	}
	slices.SortStableFunc(out, func(a, b declaredDimension) int { return strings.Compare(a.Name, b.Name) })
	for i := range out {
		if out[i].Name == "" || i > 0 && out[i].Name == out[i-1].Name {
			return nil, fmt.Errorf("%w: dimension %q has no name or is there twice", ErrFamily, out[i].Name)
		}
	}
	return out, nil
}

// of returns a config with the option taken, complete and in order; c stays.
func (o Option) of(c Config) Config {
	c = c.defaults() // shares no slice with c
	o.Change(&c)
	return c.defaults()
}

// choosePairs returns up to n pairs of options of different dimensions, and how many
// there are.
func (d *declared) choosePairs(alone []option, n int) (chosen [][]option, all int) {
	type pair struct {
		place   int
		hash    [sha256.Size]byte
		options []option
	}
	var pairs []pair
	for i, a := range alone {
		for _, b := range alone[i+1:] {
			if a.dim != b.dim {
				both := []option{a, b}
				pairs = append(pairs, pair{len(pairs), sha256.Sum256([]byte(choicesText(d.choices(both)))), both})
			}
		}
	}
	all = len(pairs)
	slices.SortStableFunc(pairs, func(a, b pair) int { return slices.Compare(a.hash[:], b.hash[:]) })
	pairs = pairs[:min(max(n, 0), all)]
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(a.place, b.place) })
	for _, p := range pairs {
		chosen = append(chosen, p.options)
	}
	return chosen, all
}

func (d *declared) choices(options []option) []Choice {
	c := make([]Choice, len(options))
	for i, o := range options {
		c[i] = Choice{d.dimensions[o.dim].Name, d.dimensions[o.dim].Options[o.number].Name}
	}
	return c
}

func (d *declared) variant(base Config, options []option) Variant {
	v := Variant{d.choices(options), base.defaults()}
	for _, o := range options {
		v.Config = d.dimensions[o.dim].Options[o.number].of(v.Config)
	}
	return v
}
