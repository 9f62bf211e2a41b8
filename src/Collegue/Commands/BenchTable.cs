using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collegue.Commands;

/// <summary>A report as a two-column table for people, or as one JSON object.</summary>
internal static class BenchTable
{
    public static void Print<T>(T report, bool json)
    {
        var line = Wire.Line(report);
        if (json)
        {
            Console.WriteLine(line);
            return;
        }

        var rows = JsonNode.Parse(line)!.AsObject().Select(row => (row.Key, Value: Show(row.Value))).ToList();
        var width = rows.Max(row => row.Key.Length);
        foreach (var (key, value) in rows)
        {
            Console.WriteLine($"{key.PadRight(width)}  {value}");
        }
    }

    private static string Show(JsonNode? value) => value switch
    {
        JsonArray list => string.Join(", ", list.Select(item => item?.ToString())) is { Length: > 0 } text ? text : "none",
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => number.GetValue<double>().ToString("0.####", CultureInfo.InvariantCulture),
        null => "none",
        _ => value.ToString(),
    };
}
