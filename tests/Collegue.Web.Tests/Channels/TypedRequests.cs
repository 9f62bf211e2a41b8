using System.Globalization;
using System.Net;
using Collegue.Design;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Web.Tests.Citizens;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Channels;

public sealed class TypedRequestsOnSqlite(ProductServer server) : TypedRequests(server), IClassFixture<ProductServer>;

public sealed class TypedRequestsOnPostgres(PostgresServer server) : TypedRequests(server), IClassFixture<PostgresServer>;

public abstract class TypedRequests(ProductServer server)
{
    private const string Question = "Madame demande comment refaire sa carte d'identité.";

    [Fact]
    public async Task A_call_typed_in_is_a_case_with_its_proxy_and_a_receipt()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);

        var receipt = await agent.TypeAsync(
            Question, "Phone", ("Name", "Jeanne Orvault"), ("Phone", "06 39 98 00 01"), ("Quality", "FranceServices"), ("ProxyName", "Sami Belkacem"),
            ("ProxyStructure", "Maison France Services"), ("Consent", "Mandate"));

        var (id, number) = (ChannelSteps.CaseOn(receipt), ChannelSteps.NumberOn(receipt));
        var stored = await server.ReadAsync(ChannelSteps.Commune, db => db.Cases.Include(row => row.Messages).SingleAsync(row => row.Id == id));
        var proxy = await server.ReadAsync(ChannelSteps.Commune, db => db.CaseProxies.SingleAsync(row => row.CaseId == id));
        var fact = await server.ReadAsync(ChannelSteps.Commune, db => db.AuditEntries.SingleAsync(row => row.CaseId == id && row.Action == "case.received"));
        Assert.Equal((Channel.Phone, ReplyChannel.Phone, number), (stored.Channel, stored.ReplyBy, stored.Number));
        Assert.Equal(Question, Assert.Single(stored.Messages).Body);
        Assert.Equal((ProxyQuality.FranceServices, ProxyConsent.Mandate, "Sami Belkacem"), (proxy.Quality, proxy.Consent, proxy.Name));
        Assert.Equal(Actor.Agent, fact.Actor);
        Assert.NotNull(fact.AgentId);
        Assert.Contains("/citizen/find", receipt.Text, StringComparison.Ordinal);
        var opened = await agent.OpenAsync($"/desk/case/{id}");
        Assert.Contains("Sami Belkacem, Maison France Services", opened.Text, StringComparison.Ordinal);
        Assert.Contains("Mandat écrit vu", opened.Text, StringComparison.Ordinal);
        var large = await agent.OpenAsync($"/desk/receipt/{id}?size=large");
        Assert.NotNull(large.Page.QuerySelector(".receipt--large"));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_case()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var form = await agent.OpenAsync("/desk/new");
        var typed = ChannelSteps.Typed(Question, "Tracking", ("Name", "Deux Clics"));

        var first = await agent.SendAsync(form, "Typed.Body", typed);
        var second = await agent.SendAsync(form, "Typed.Body", typed);

        Assert.Equal(ChannelSteps.NumberOn(first), ChannelSteps.NumberOn(second));
        Assert.Equal(1, await server.ReadAsync(ChannelSteps.Commune, db => db.Cases.CountAsync(row => row.CitizenName == "Deux Clics")));
    }

    [Fact]
    public async Task The_clock_of_a_letter_starts_the_day_it_arrived()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var arrived = TownHallTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-4);

        var receipt = await agent.TypeAsync(
            "Je demande un acte de naissance.", "Letter", ("Channel", "Paper"), ("Name", "Ahmed Diallo"), ("PostalAddress", "3 rue du Puits\n00000 Sainte-Amarelle"),
            ("ReceivedOn", arrived.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        var stored = await server.ReadAsync(ChannelSteps.Commune, db => db.Cases.SingleAsync(row => row.Id == ChannelSteps.CaseOn(receipt)));
        Assert.Equal(Channel.Paper, stored.Channel);
        Assert.Equal(arrived, TownHallTime.DayOf(stored.ReceivedAt));
        Assert.Equal(new Collegue.Casework.Deadlines.WorkingCalendar(Storage.Deadlines.HolidayRegion.Mainland).OnOrAfter(arrived.AddDays(10)), TownHallTime.DayOf(stored.DueAt));
        Assert.NotNull(receipt.Page.QuerySelector($"time[datetime='{arrived:yyyy-MM-dd}']"));
    }

    [Fact]
    public async Task What_is_missing_is_said_at_once_and_nothing_typed_is_lost()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var form = await agent.OpenAsync("/desk/new");

        var empty = await agent.SendAsync(form, "Typed.Body", new Dictionary<string, string> { ["Typed.Name"] = "Lise Verneuil" });
        var letter = await agent.TypeAsync(Question, "Letter", ("Name", "Lise Verneuil"), ("ReceivedOn", "2999-01-01"), ("Email", "lise"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(3, empty.Problems.Count);
        Assert.Equal("Lise Verneuil", empty.ValueOf("Typed.Name"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, letter.Status);
        Assert.Contains(letter.Problems, problem => problem.Contains("adresse postale", StringComparison.Ordinal));
        Assert.Contains(letter.Problems, problem => problem.Contains("dans l’avenir", StringComparison.Ordinal));
        Assert.Contains(letter.Problems, problem => problem.Contains("adresse électronique", StringComparison.Ordinal));
        Assert.Equal(Question, letter.ValueOf("Typed.Body"));
        Assert.All(letter.Page.QuerySelectorAll(".error-summary a"), link => Assert.NotNull(letter.Page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(0, await server.ReadAsync(ChannelSteps.Commune, db => db.Cases.CountAsync(row => row.CitizenName == "Lise Verneuil")));
    }

    [Fact]
    public async Task The_same_person_is_found_again_by_what_they_say_and_their_details_reused()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var first = await agent.TypeAsync(
            "Où en est le permis de construire ?", "Letter", ("Name", "Éloïse Kermadec"), ("Phone", "06.39.98.00.77"), ("Email", "Eloise@courriel.example"),
            ("PostalAddress", "8 impasse du Lavoir\n00000 Sainte-Amarelle"));
        var form = await agent.OpenAsync("/desk/new");

        var found = await SendAsync(agent, form, "Check", ("Phone", "+33 6 39 98 00 77"));
        var byEmail = await SendAsync(agent, form, "Check", ("Email", "eloise@COURRIEL.example"));
        var byName = await SendAsync(agent, form, "Check", ("Name", "kermadec éloïse"));
        var nobody = await SendAsync(agent, form, "Check", ("Name", "Personne Inconnue"));
        var reused = await SendAsync(agent, found, "Reuse", ("Phone", "+33 6 39 98 00 77"), ("Earlier", ChannelSteps.CaseOn(first).ToString()));

        Assert.All([found, byEmail, byName], page => Assert.Contains(ChannelSteps.NumberOn(first), page.Page.QuerySelector("same-person")!.TextContent, StringComparison.Ordinal));
        Assert.Contains("Aucune demande antérieure", nobody.Text, StringComparison.Ordinal);
        Assert.Equal(("Éloïse Kermadec", "+33 6 39 98 00 77", "Eloise@courriel.example"), (reused.ValueOf("Typed.Name"), reused.ValueOf("Typed.Phone"), reused.ValueOf("Typed.Email")));
        Assert.Equal("8 impasse du Lavoir\n00000 Sainte-Amarelle", reused.ValueOf("Typed.PostalAddress"));
    }

    [Fact]
    public async Task The_same_matter_becomes_a_message_of_the_earlier_case_once()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var first = await agent.TypeAsync("Le lampadaire de la rue est cassé.", "Tracking", ("Name", "Marius Quentel"));
        var id = ChannelSteps.CaseOn(first);
        var form = await agent.OpenAsync("/desk/new");

        var added = await SendAsync(agent, form, "Append", ("Body", "Il est toujours cassé."), ("Earlier", id.ToString()));
        await SendAsync(agent, form, "Append", ("Body", "Il est toujours cassé."), ("Earlier", id.ToString()));

        Assert.Contains("ajouté à la demande", added.Text, StringComparison.Ordinal);
        Assert.Equal(2, await server.ReadAsync(ChannelSteps.Commune, db => db.Messages.CountAsync(row => row.CaseId == id)));
    }

    [Fact]
    public async Task Triage_proposes_the_department_and_the_agent_decides()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var form = await agent.OpenAsync("/desk/new");

        var proposed = await SendAsync(agent, form, "Check", ("Body", CitizenSteps.Question));
        var departments = await server.ReadAsync(ChannelSteps.Commune, db => db.Departments.ToDictionaryAsync(row => row.Slug, row => row.Id));
        var receipt = await agent.TypeAsync(CitizenSteps.Question, "Tracking", ("DepartmentId", departments["accueil"].ToString()));

        Assert.Equal(departments["etat-civil"].ToString(), proposed.ValueOf("Typed.DepartmentId"));
        Assert.Equal(departments["accueil"], await server.ReadAsync(
            ChannelSteps.Commune, db => db.Cases.Where(row => row.Id == ChannelSteps.CaseOn(receipt)).Select(row => row.DepartmentId).SingleAsync()));
    }

    [Fact]
    public async Task The_number_and_code_of_a_receipt_open_the_case_and_nothing_else_does()
    {
        using var agent = await Desk.DeskSteps.AgentAsync(server);
        var receipt = await agent.TypeAsync("Je voudrais un rendez-vous.", "Counter", ("Channel", "Counter"));
        var (number, code) = (ChannelSteps.NumberOn(receipt), receipt.Page.QuerySelector(".receipt__code")!.TextContent);
        using var citizen = server.Visit();
        var find = await citizen.OpenAsync("/citizen/find");

        var opened = await citizen.SendAsync(find, "Code", new Dictionary<string, string> { ["Number"] = number.Replace("-000", " ", StringComparison.Ordinal), ["Code"] = code.ToLowerInvariant() });
        var wrong = await citizen.SendAsync(find, "Code", new Dictionary<string, string> { ["Number"] = number, ["Code"] = "0000-0000-0000" });

        Assert.Contains("Je voudrais un rendez-vous.", opened.Text, StringComparison.Ordinal);
        Assert.StartsWith("/citizen/case/", opened.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Single(wrong.Problems);
    }

    private static Task<Screen> SendAsync(Visitor agent, Screen form, string handler, params (string Name, string Value)[] filled)
    {
        var fields = Visitor.Fields(form.FormWith("Typed.Body"));
        foreach (var (name, value) in filled)
        {
            fields[name == "Earlier" ? name : $"Typed.{name}"] = value;
        }

        return agent.PostAsync(new Uri(form.Address, $"/desk/new/{handler}"), fields);
    }
}
