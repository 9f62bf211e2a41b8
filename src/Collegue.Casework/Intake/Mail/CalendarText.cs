using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Casework.Intake.Mail;

/// <summary>The few lines of an invitation that a person reads.</summary>
internal static partial class CalendarText
{
    public static string Read(string calendar)
    {
        var lines = Folded().Replace(calendar, "").Split('\n', StringSplitOptions.TrimEntries);
        string?[] said = [Value(lines, "SUMMARY"), Day(Value(lines, "DTSTART")), Value(lines, "LOCATION"), Value(lines, "DESCRIPTION")];
        return string.Join('\n', said.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    private static string? Value(string[] lines, string name)
    {
        var inEvent = false;
        foreach (var line in lines)
        {
            inEvent |= line.Equals("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (inEvent && colon > 0 && line[..colon].Split(';')[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\", "", StringComparison.Ordinal);
            }
        }

        return null;
    }

    private static string? Day(string? value)
    {
        string[] shapes = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd"];
        return DateTime.TryParseExact(value, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString(value!.Length == 8 ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"\r?\n[ \t]", RegexOptions.NonBacktracking)]
    private static partial Regex Folded();
}
