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

    /// <summary>One line a row under a line of names, or one JSON object a row.</summary>
    public static void PrintRows<T>(IReadOnlyList<T> rows, bool json)
    {
        var lines = rows.Select(row => Wire.Line(row)).ToList();
        if (json || lines.Count == 0)
        {
            lines.ForEach(Console.WriteLine);
            return;
        }

        var cells = lines.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        string[][] table = [[.. cells[0].Select(cell => cell.Key)], .. cells.Select(row => row.Select(cell => Show(cell.Value)).ToArray())];
        var widths = Enumerable.Range(0, table[0].Length).Select(at => table.Max(row => row[at].Length)).ToList();
        foreach (var row in table)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());
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
