package article

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// core are the elements of MathML Core that the pages use.
var core = map[string]bool{"math": true, "mrow": true, "mi": true, "mn": true, "mo": true, "mtext": true, "mspace": true, "mfrac": true, "msqrt": true,
	"msub": true, "msup": true, "msubsup": true, "munder": true, "mover": true, "munderover": true, "mtable": true, "mtr": true, "mtd": true, "mstyle": true}

// arity is how many children elements with a fixed number of them have.
var arity = map[string]int{"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}

func TestFormulas(t *testing.T) {
	ts := typesetter{macros: map[string]Symbol{"m": {"model", "m", `\b{s}_\theta`}}, say: func(key string) string { return "<" + key + ">" }}
	for _, c := range []struct{ tex, want string }{
		{`x`, `<mi>x</mi>`},
		{`1.5x`, `<mrow><mn>1.5</mn><mi>x</mi></mrow>`},
		{`a-b`, `<mrow><mi>a</mi><mo form="infix">−</mo><mi>b</mi></mrow>`},
		{`(-b)`, `<mrow><mo stretchy="false" form="prefix">(</mo><mo form="prefix">−</mo><mi>b</mi><mo stretchy="false" form="postfix">)</mo></mrow>`},
		{`x_1^2`, `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`},
		{`s_\theta'`, `<msubsup><mi>s</mi><mi>θ</mi><mo>′</mo></msubsup>`},
		{`\b{0}`, `<mi>𝟎</mi>`},
		{`x^2_1`, `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`},
		{`\frac12`, `<mfrac><mn>1</mn><mn>2</mn></mfrac>`},
		{`\b{x}`, `<mi>𝒙</mi>`},
		{`\log p`, `<mrow><mi>log</mi><mspace width="0.1667em"/><mi>p</mi></mrow>`},
		{`\m`, `<mrow data-sym="model"><msub><mi>𝒔</mi><mi>θ</mi></msub></mrow>`},
		{`\m^2`, `<msup><mrow data-sym="model"><msub><mi>𝒔</mi><mi>θ</mi></msub></mrow><mn>2</mn></msup>`},
		{`\sum_{i=1}^n`, `<munderover><mo>∑</mo><mrow><mi>i</mi><mo form="infix">=</mo><mn>1</mn></mrow><mi>n</mi></munderover>`},
		{`\say{if}`, `<mtext>&lt;if&gt;</mtext>`},
		{`a+b+c+d+e=f`, `<mrow><mi>a</mi><mo form="infix">+</mo></mrow></math><wbr><math><mrow><mi>b</mi><mo form="infix">+</mo></mrow></math><wbr><math><mrow><mi>c</mi><mo form="infix">+</mo></mrow></math>` +
			`<wbr><math><mrow><mi>d</mi><mo form="infix">+</mo></mrow></math><wbr><math><mrow><mi>e</mi><mo form="infix">=</mo></mrow></math><wbr><math><mi>f</mi>`},
	} {
		got, _, err := ts.mathml(c.tex, false)
		if want := "<math>" + c.want + "</math>"; err != nil || got != want {
			t.Errorf("%s\n got %s %v\nwant %s", c.tex, got, err, want)
		}
	}
	for _, c := range []struct{ tex, want string }{
		{`a &= b \\ &= c`, `<mtable displaystyle="true"><mtr><mtd><mi>a</mi></mtd><mtd><mrow><mo form="infix">=</mo><mi>b</mi></mrow></mtd></mtr><mtr><mtd><mrow></mrow></mtd><mtd><mrow><mo form="infix">=</mo><mi>c</mi></mrow></mtd></mtr></mtable>`},
	} {
		got, _, err := ts.mathml(c.tex, true)
		if want := `<math display="block">` + c.want + "</math>"; err != nil || got != want {
			t.Errorf("%s\n got %s %v\nwant %s", c.tex, got, err, want)
		}
	}
}

func TestMistakesInFormulas(t *testing.T) {
	for _, tex := range []string{`\unknown`, `{x`, `x_`, `_x`, `'`, `x^2^3`, `\frac{a}`, `\left( x`, `\b x`, `#`, `\say{if}`, `}`, `a & b`, ``} {
		if got, _, err := (&typesetter{}).mathml(tex, false); err == nil {
			t.Errorf("%q passes: %s", tex, got)
		}
	}
}

// TestEveryFormulaIsMathMLCore in all pages: well-formed, of known elements
// only, each with as many children as it must have.
func TestEveryFormulaIsMathMLCore(t *testing.T) {
	for path, text := range pages(t) {
		rest, formulas := string(text), 0
		for {
			i := strings.Index(rest, "<math")
			if i < 0 {
				break
			}
			end := strings.Index(rest[i:], "</math>") + len("</math>")
			check(t, path, rest[i:i+end])
			formulas++
			rest = rest[i+end:]
		}
		if formulas < 100 {
			t.Errorf("%s has %d formulas", path, formulas)
		}
	}
}

func check(t *testing.T, path, formula string) {
	t.Helper()
	type open struct {
		name     string
		children int
	}
	stack := []open{{}}
	d := xml.NewDecoder(strings.NewReader(formula))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in %s", path, err, formula)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if !core[e.Name.Local] {
				t.Errorf("%s: %s is not in MathML Core", path, e.Name.Local)
			}
			stack[len(stack)-1].children++
			stack = append(stack, open{name: e.Name.Local})
		case xml.EndElement:
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if n, fixed := arity[top.name]; fixed && n != top.children {
				t.Errorf("%s: %s has %d children in %s", path, top.name, top.children, formula)
			}
		}
	}
}
