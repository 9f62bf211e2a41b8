using System.Collections.Frozen;

namespace Collegue.Gateway.Masking;

/// <summary>What the value of a field is to the masking of a request.</summary>
internal enum Meaning
{
    /// <summary>Written by somebody: every string, number and key in it is masked.</summary>
    Text,

    /// <summary>For the server: words such as names of models and ids stay, unless personal data is found in them.</summary>
    Technical,

    /// <summary>Cannot be read here: a request that has it is not sent.</summary>
    Unreadable,
}

/// <param name="Shape">What the objects in it look like; null when nothing is known of them.</param>
/// <param name="TakesNumbers">False where numbers are texts cut by the tokens of a model.</param>
internal sealed record Field(Meaning Meaning, Shape? Shape = null, bool TakesNumbers = true)
{
    public static Field Text { get; } = new(Meaning.Text);

    public static Field Technical { get; } = new(Meaning.Technical);

    public static Field Unreadable { get; } = new(Meaning.Unreadable);

    public static Field Of(Shape shape) => new(Meaning.Text, shape);
}

/// <summary>The known fields of an object; whatever else it has is <see cref="Field.Text"/>.</summary>
/// <param name="Types">The values of <c>type</c> that can be read here; null for all.</param>
internal sealed record Shape(FrozenDictionary<string, Field> Fields, FrozenSet<string>? Types = null)
{
    /// <summary>Another shape for the objects whose field has one of the values.</summary>
    public Variant? Variant { get; init; }

    /// <param name="technical">Names of fields, between spaces.</param>
    public static Shape With(string technical, params (string Name, Field Field)[] others) =>
        new(technical.Split(' ').Select(name => (Name: name, Field: Field.Technical)).Concat(others).ToFrozenDictionary(pair => pair.Name, pair => pair.Field));
}

internal sealed record Variant(string Field, FrozenSet<string> Values, Shape Shape);
