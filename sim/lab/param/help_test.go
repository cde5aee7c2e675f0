package param

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestHelpIsSentences: what is said of a setting is a sentence in either language, not a piece of one that
// only who knows the setting can complete ("Of Adam."), and says more than its name.
func TestHelpIsSentences(t *testing.T) {
	for _, p := range Table {
		first, _ := utf8.DecodeRuneInString(p.Help.EN)
		words := strings.Fields(p.Help.EN)
		if !(unicode.IsUpper(first) || first == 'ε') || !strings.HasSuffix(p.Help.EN, ".") || len(words) < 4 || words[0] == "Of" || strings.EqualFold(p.Help.EN, p.Label.EN+".") {
			t.Errorf("%s: %q", p.Name, p.Help.EN)
		}
		if !strings.HasSuffix(p.Help.ZH, "。") || utf8.RuneCountInString(p.Help.ZH) < 6 || p.Help.ZH == p.Label.ZH+"。" {
			t.Errorf("%s: %q", p.Name, p.Help.ZH)
		}
	}
}
