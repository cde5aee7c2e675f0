package main

import (
	"strings"

	"github.com/scorefield/scorefield/sim/lab/param"
)

// member is an attribute, property, method, event, slot, part or state of the
// element <score-field>, as its documentation has it.
type member struct {
	Name    string
	Type    string // of an attribute's or property's value, of a method's result within its promise, of an event's detail; in TypeScript
	Default string
	About   string
	// Property is the property that reflects an attribute, "" where none does.
	Property string
	// Parameters of a method, in TypeScript.
	Parameters []parameter
	// Accepts is the type that may be assigned to a property, where it is wider
	// than Type; readonly is a property that cannot be assigned to.
	Accepts  string
	Readonly bool
}

type parameter struct {
	Name, Type string
	Optional   bool
}

// contract is all that pages may rely on. Types and manifest are made from it,
// and a test compares it with the element's script.
type contract struct {
	Attributes, Properties, Methods, Events, Slots, Parts, States, Styles []member
}

// theContract is that of <score-field>.
func theContract() contract {
	options := parameter{Name: "options", Type: "Options", Optional: true}
	return contract{
		Attributes: append([]member{
			{Name: "scene", Type: "SceneName", Default: "langevin", Property: "scene", About: "Which figure this is."},
			{Name: "seed", Type: "number | string", Default: "1", Property: "seed", About: "Of all randomness, 1 … 2⁵³ − 1: the same seed gives the same run, bit for bit."},
			{Name: "data", Type: "string", About: "Address of the reader's own points; where the scene is about pictures it may be two with a space between them, of pictures and their labels. A child <script type=\"text/csv\"> holds them in the page."},
			{Name: "columns", Type: "string", Property: "columns", About: "Names of the data's columns for x, y and perhaps the weight, parted by commas (height, mass, count; none for no weight; in double quotes where a name has a comma); without it the table chooses, and what it took stands in stats().data."},
			{Name: "autoplay", Type: "boolean", Default: "false", Property: "autoplay", About: "Plays as soon as it is seen, unless the reader prefers reduced motion; set later, too, until it has played."},
			{Name: "controls", Type: "'bar' | 'full' | 'none' | (string & {})", Default: "bar", Property: "controls", About: "A bar of buttons, all settings, or nothing; or names of settings, parted by spaces, which then stand alone, large and labelled, with everything else behind one button."},
			{Name: "loading", Type: "'auto' | 'lazy' | 'eager'", Default: "auto", Property: "loading", About: "When the figure starts by itself: with auto and lazy, which are the same, once it is near the viewport, with eager at once."},
			{Name: "reveal", Type: "'auto' | 'interaction' | 'manual'", Default: "auto", Property: "reveal", About: "Who starts the figure: with auto it does so by itself; interaction and manual, which are the same, leave it to the reader's click, or to a script that calls dismissPoster() or another method."},
			{Name: "poster", Type: "string", Property: "poster", About: "Address of the picture that stands here until the figure starts; without it the scene's own of the folder posters, and with an empty one none. In it {shape} stands for wide or narrow, {theme} for light or dark."},
			{Name: "alt", Type: "string", Property: "alt", About: "What the figure shows, for those who do not see it; the scene's name if it is missing."},
			{Name: "theme", Type: "'auto' | 'light' | 'dark'", Default: "auto", Property: "theme", About: "auto follows the page around the figure, whatever makes it dark: marks of its root, backgrounds of elements around (through components too), style sheets, :has(), media."},
			{Name: "lang", Type: "string", Property: "lang", About: "Language of the figure: Chinese (in simplified characters) or English; that of the nearest ancestor if it is missing."},
			{Name: "permalink", Type: "'off' | 'on'", Default: "off", Property: "permalink", About: "Keeps the settings in the address of the page."},
			{Name: "ratio", Type: "`${number} / ${number}`", Property: "ratio", About: "Width to height of the picture; the scene's if it is missing."},
		}, settings()...),
		Properties: []member{
			{Name: "params", Type: "Record<string, string>", Accepts: "Parameters", About: "Every setting as it is now; what is assigned is set."},
			{Name: "data", Type: "Data | undefined", About: "The reader's points: numbers x, y, x, y, …, pairs, objects, columns, text, bytes, a file, a picture, two files of pictures and their labels, or an address, which reflects as the attribute; null takes them away. Given back as they were given."},
			{Name: "state", Type: "string", About: "What getState() would give now; before the figure is live what it starts from. What is assigned is restored."},
			{Name: "info", Type: "Info | null", Readonly: true, About: "Every setting and scene with names, ranges and labels; null before the program is there."},
		},
		Methods: []member{
			{Name: "play", Type: "void", Parameters: []parameter{options}, About: "Plays."},
			{Name: "pause", Type: "void", Parameters: []parameter{options}, About: "Stops playing, and what step(), train() or seek() still do."},
			{Name: "step", Type: "void", Parameters: []parameter{{"n", "number", true}, options}, About: "Goes on by n steps of the scene's clock, 1 if it is missing."},
			{Name: "train", Type: "void", Parameters: []parameter{{"n", "number", true}, options}, About: "Trains for n steps, 1 if it is missing; where nothing learns that is refused."},
			{Name: "reset", Type: "void", Parameters: []parameter{{"seed", "number | string", true}, options}, About: "Starts again, with another seed if there is one."},
			{Name: "set", Type: "void", Parameters: []parameter{{"params", "Parameters", false}, options}, About: "Changes settings, all of them or, with an error that names field, value and range, none."},
			{Name: "undo", Type: "void", Parameters: []parameter{options}, About: "Takes back the last change."},
			{Name: "redo", Type: "void", Parameters: []parameter{options}, About: "Makes it again."},
			{Name: "seek", Type: "void", Parameters: []parameter{{"step", "number", false}, {"clock", "'sampling' | 'training'", true}, options}, About: "Goes to a step of a clock, sampling if it is missing, forwards or back."},
			{Name: "getState", Type: "string", Parameters: []parameter{options}, About: "Everything that makes the figure what it is, as text."},
			{Name: "setState", Type: "void", Parameters: []parameter{{"text", "string", false}, options}, About: "Restores what getState() gave."},
			{Name: "stats", Type: "Stats", Parameters: []parameter{options}, About: "Numbers of the run."},
			{Name: "samples", Type: "Float64Array", Parameters: []parameter{options}, About: "The particles as x, y, x, y and so on; of pictures all their pixels, one picture after the other, −1 for paper and 1 for ink, and what noise there still is."},
			{Name: "toBlob", Type: "Blob", Parameters: []parameter{{"options", "ImageOptions", true}}, About: "The picture as a PNG."},
			{Name: "toCSV", Type: "string", Parameters: []parameter{options}, About: "The particles as CSV, below comment lines with a link to the figure and its settings."},
			{Name: "toFile", Type: "File", Parameters: []parameter{{"kind", "'particles' | 'loss' | 'grid' | 'weights' | 'go' | 'numpy' | 'gif' | 'webm' | 'mp4'", false}, {"options", "FilmOptions", true}}, About: "The experiment as a file: particles, losses or a grid of scores as CSV, weights as safetensors, a Go program that gives the same bits, a NumPy script that gives the same numbers, or a film of a span of the run: GIF, or MP4 or WebM where the browser encodes video."},
			{Name: "summary", Type: "string", Parameters: []parameter{options}, About: "The figure in a sentence."},
			{Name: "copyLink", Type: "boolean", Parameters: []parameter{options}, About: "Copies a link to the figure as it is, step and all, or where that is too long to its settings; whether the browser allowed it."},
			{Name: "dismissPoster", Type: "void", Parameters: []parameter{options}, About: "Starts the figure."},
		},
		Events: []member{
			{Name: "load", Type: "{ scene: string }", About: "The figure is live."},
			{Name: "progress", Type: "{ totalProgress: number; loaded: number; total: number }", About: "The program is being fetched: the share that has come, 1 is all of it, and bytes."},
			{Name: "change", Type: "{ name: string; value: string }", About: "The reader has changed a setting or given data."},
			{Name: "frame", Type: "Stats", About: "Numbers of the run, some times a second while it goes on."},
			{Name: "error", Type: "Problem", About: "A setting or file that is not allowed, or why the figure cannot run."},
		},
		Slots: []member{
			{Name: "", About: "The fallback: shown without scripts, in feeds, and until the figure starts."},
		},
		Parts: []member{
			{Name: "figure", About: "The box around everything."},
			{Name: "stage", About: "The picture."},
			{Name: "poster", About: "What stands there until the figure starts."},
			{Name: "controls", About: "The bar of buttons."},
			{Name: "settings", About: "All settings, unfolded."},
			{Name: "presets", About: "Among them, the list of what the lesson suggests for the scene."},
			{Name: "stages", About: "In the toolbar, the buttons of the stages that a scene is gone through by, and the sentence about the present one."},
			{Name: "data", About: "What was understood of the reader's data, and how to have it otherwise."},
			{Name: "status", About: "The line of numbers."},
			{Name: "reading", About: "The numbers of the place that the reader points at, over the picture."},
		},
		States: []member{
			{Name: "loading", About: "The program is being fetched."},
			{Name: "live", About: "The figure can be touched."},
			{Name: "playing", About: "It moves."},
			{Name: "dark", About: "It is drawn for a dark page."},
		},
		Styles: []member{
			{Name: "--ratio", About: "Width to height of the picture."},
			{Name: "--magnify", About: "How much larger letters and lines of the picture are drawn; read when its size changes."},
			{Name: "--accent", About: "Colour of buttons and focus rings."},
		},
	}
}

// settings are the attributes of sim/lab/param's table.
func settings() (list []member) {
	for i := range param.Table {
		p := &param.Table[i]
		if p.Name == "scene" || p.Name == "seed" {
			continue
		}
		m := member{Name: p.Name, Default: p.Default, Type: "string", About: p.Label.EN + ". " + p.Help.EN}
		if r := p.Range(); r != "" && (p.Kind == param.Float || p.Kind == param.Int) {
			m.About += " Range: " + r + "."
		}
		switch p.Kind {
		case param.Float, param.Int:
			m.Type = "number | string"
		case param.Switch:
			m.Type = "'on' | 'off'"
		case param.Choice:
			m.Type = union(p.Options)
		}
		list = append(list, m)
	}
	return list
}

// union is the type of the values of a choice.
func union(options []param.Option) string {
	values := make([]string, len(options))
	for i, o := range options {
		values[i] = "'" + o.Value + "'"
	}
	return strings.Join(values, " | ")
}
