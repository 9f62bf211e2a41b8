using System.Globalization;
using CsvHelper;

namespace Collegue.Gateway.Accounts.Usage;

/// <summary>Uses for a spreadsheet: semicolons, numbers with a point, and no cell that could be read as a formula.</summary>
internal static class UsageCsv
{
    private static readonly CsvWriterOptions Format = new() { Separator = ';', Injection = CsvInjection.Escape };

    public static async Task WriteAsync(TextWriter writer, UsageView view, Func<UsageLine, string?> nameOf, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(writer, Format, leaveOpen: true);
        csv.WriteHeader(
            "id", "day", "name", "detail", "calls", "failures", "input_tokens", "output_tokens", "euros", "watt_hours", "kg_co2e", "milliseconds",
            "carbon_source");
        foreach (var line in view.Lines)
        {
            await WriteAsync(csv, line, nameOf(line), view.CarbonSource, cancellation);
        }

        await WriteAsync(csv, new UsageLine(Guid.Empty, null, null, null, view.Total), "total", view.CarbonSource, cancellation);
    }

    private static async Task WriteAsync(CsvWriter csv, UsageLine line, string? name, string source, CancellationToken cancellation)
    {
        csv.WriteField(line.Id == Guid.Empty ? "" : line.Id.ToString());
        csv.WriteField(line.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(name);
        csv.WriteField(line.Detail);
        csv.WriteField(line.Figures.Calls);
        csv.WriteField(line.Figures.Failures);
        csv.WriteField(line.Figures.InputTokens);
        csv.WriteField(line.Figures.OutputTokens);
        csv.WriteField(line.Figures.Euros, "0.######", CultureInfo.InvariantCulture);
        csv.WriteField(line.Figures.WattHours, "0.######", CultureInfo.InvariantCulture);
        csv.WriteField(line.Figures.KilogramsCarbon, "0.#########", CultureInfo.InvariantCulture);
        csv.WriteField(line.Figures.Milliseconds);
        csv.WriteField(source);
        await csv.EndRecordAsync(cancellation);
    }
}
