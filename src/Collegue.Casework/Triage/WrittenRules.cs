namespace Collegue.Casework.Triage;

/// <summary>The rules file exactly as YAML gives it, before any check.</summary>
internal sealed class WrittenRules
{
    public string? Version { get; set; }
    public string? DefaultDepartment { get; set; }
    public int Threshold { get; set; }
    public Dictionary<string, WrittenText>? Explanations { get; set; }
    public List<WrittenSignal>? Signals { get; set; }
    public List<WrittenMarker>? Markers { get; set; }
    public List<WrittenKind>? Kinds { get; set; }
    public Dictionary<string, List<string>?>? Languages { get; set; }
    public List<string>? WellSpelt { get; set; }
    public List<string>? PlainWords { get; set; }
    public int UnreadLimit { get; set; }
    public double KindShare { get; set; } = 1;
    public double HumanShare { get; set; } = 1;
    public double? HumanShareOfShort { get; set; }
}

internal sealed class WrittenText
{
    public string? Fr { get; set; }
    public string? En { get; set; }
}

internal sealed class WrittenSignal
{
    public string? Slug { get; set; }
    public WrittenText? Name { get; set; }
    public WrittenText? Explanation { get; set; }
    public string? Urgency { get; set; }
    public string? Department { get; set; }
    public Dictionary<string, List<string>?>? Phrases { get; set; }
    public List<string>? Except { get; set; }
    public List<string>? Alone { get; set; }
}

internal sealed class WrittenMarker
{
    public string? Slug { get; set; }
    public WrittenText? Explanation { get; set; }
    public string? Urgency { get; set; }
    public List<string>? Phrases { get; set; }
    public List<string>? Except { get; set; }
}

internal sealed class WrittenKind
{
    public string? Slug { get; set; }
    public WrittenText? Name { get; set; }
    public WrittenText? Description { get; set; }
    public string? Department { get; set; }
    public WrittenText? Authority { get; set; }
    public string? Handling { get; set; }
    public string? SilenceRule { get; set; }
    public List<string>? Examples { get; set; }
    public Dictionary<int, List<string>?>? Terms { get; set; }
    public bool Fallback { get; set; }
}
