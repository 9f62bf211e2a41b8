using System.Globalization;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;

namespace Collegue.Web.Tests.Deadlines;

/// <summary>What managers and agents do about deadlines, said once.</summary>
internal static class ClockSteps
{
    /// <summary>Saves a rule for a kind from today on, as the form proposes it but for what is said here.</summary>
    public static async Task<Screen> RuleAsync(this ClockServer server, string task, bool signed, params (string Name, string Value)[] filled)
    {
        using var manager = await server.AgentAsync("dgs");
        var form = await manager.OpenAsync($"/steering/deadlines/{task}");
        return await manager.PressAsync(form, "Add", signed ? [.. filled, ("Signed", "true")] : filled);
    }

    public static Task<Screen> RefusingAsync(this ClockServer server, string task, bool signed = true) => server.RuleAsync(task, signed,
        ("Effect", "Refuses"), ("Silence", "2 mois"), ("Source", "Article d'essai"), ("Remedies", "Vous pouvez saisir le tribunal administratif dans les deux mois."));

    public static string French(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"));

    public static DateOnly Today(this ClockServer server) => TownHallTime.Today(server.Clock);
}
