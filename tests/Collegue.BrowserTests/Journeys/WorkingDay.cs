using Collegue.BrowserTests.Browsing;
using Collegue.BrowserTests.Screens;
using Collegue.Storage.Cases;
using Collegue.Storage.Incidents;
using Collegue.Storage.Mandates;
using Collegue.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>A town hall with corrections that leave at once, so that the day ends within it.</summary>
public sealed class DayServer : ProductServer
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Incidents:CorrectionDelaySeconds", "0")];
}

/// <summary>
/// A whole day through the screens alone: thirty requests by the web, the telephone, the counter and the post, two agents and a manager, a
/// reply that was wrong and its correction. Nothing is put into the database by hand.
/// </summary>
public sealed class WorkingDay(DayServer town, Chromium chromium) : Visits(town, chromium), IClassFixture<DayServer>
{
    private const string Commune = "sainte-amarelle";
    private const string Wrong = "La carte de médiathèque coûte quinze euros par an.";
    private const string Right = "La carte de médiathèque est gratuite pour les moins de dix-huit ans.";

    private static readonly string[] ByWeb =
    [
        "Bonjour, combien coûte un repas à la cantine avec un quotient familial de 742 ? Merci.",
        "Bonjour, est-ce que la garderie du soir est ouverte après 18 h 30 ?",
        "À partir de quelle heure peut-on passer la tondeuse le dimanche ?",
        "La médiathèque est-elle ouverte le jeudi ? Et est-ce gratuit pour les étudiants ?",
        "Bonjour, je dois refaire ma carte d'identité qui expire en mars. Quels papiers dois-je apporter ?",
        "Comment inscrire mes deux enfants à l'école ? Nous emménageons en janvier.",
        "Énorme nid de poule devant le 22 rue du Moulin, j'ai failli tomber à vélo hier soir.",
        "Je conteste formellement la facture d'octobre : mon fils était absent 6 jours. Je refuse de payer.",
        "Je ne sais plus vers qui me tourner, je ne dors plus, je me dis que tout le monde serait mieux sans moi.",
        "Bonjour, quels sont les horaires d'ouverture de la mairie le samedi ?",
        "Hello, how much does it cost to register my daughter for piano lessons?",
        "Je voudrais parler à une vraie personne au sujet de ma facture d'eau.",
        "Bonjour, comment faire une demande de Pacs en mairie ?",
        "Quand passe le camion des encombrants rue des Tilleuls ?",
        "Quel est le prix d'une concession au cimetière pour trente ans ?",
    ];

    private static readonly string[] ByTelephone =
    [
        "Demande les horaires de la piscine pendant les vacances.", "Veut savoir quels papiers il faut pour un passeport d'enfant.",
        "Signale un lampadaire en panne rue du Lavoir.", "Demande comment louer la salle du Lavoir pour un anniversaire.",
        "Veut connaître le tarif de la garderie du matin.", "Demande où déposer des gravats.",
    ];

    private static readonly string[] AtTheCounter =
    [
        "Vient demander une copie d'acte de naissance.", "Veut s'inscrire sur les listes électorales.", "Demande le règlement du marché.",
        "Veut déclarer un chien de catégorie 2.", "Cherche une place en crèche pour septembre.",
    ];

    private static readonly string[] ByPost =
    [
        "Je sollicite l'autorisation de poser une clôture sur ma parcelle.", "Je demande la copie de la délibération sur les tarifs de l'eau.",
        "Je vous prie de m'indiquer les démarches pour changer de nom d'usage.", "Je souhaite connaître les aides pour isoler ma maison.",
    ];

    [Fact]
    public async Task Thirty_requests_come_in_and_what_was_wrong_is_put_right()
    {
        await MorningAsync();
        var (first, second) = await RepliesAsync();
        await IncidentAsync(first);
        await EveningAsync(first, second);
    }

    private async Task MorningAsync()
    {
        var citizen = await VisitAsync();
        foreach (var (index, message) in ByWeb.Index())
        {
            await citizen.WriteAsync(message, $"habitant{index}@courriel.example");
        }

        var agent = await AgentAsync("accueil");
        await TypeInAsync(agent, "Phone", ByTelephone, "Phone");
        await TypeInAsync(agent, "Counter", AtTheCounter, "Counter");
        await TypeInAsync(agent, "Paper", ByPost, "Letter");
        await Background.UntilAsync(async () => await town.ReadAsync(Commune, db => db.Cases.CountAsync(row => row.State == CaseState.Received)) == 0 ? this : null);
        await agent.OpenAsync("/desk");
        await Album.KeepAsync(agent.Page, new Screen("day-morning", "/desk") { Height = 1400 }, "fr");

        var channels = await town.ReadAsync(Commune, db => db.Cases.GroupBy(row => row.Channel).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count));
        Assert.Equal((15, 6, 5, 4), (channels[Channel.Web], channels[Channel.Phone], channels[Channel.Counter], channels[Channel.Paper]));
        Assert.Equal(0, await town.ReadAsync(Commune, db => db.Drafts.CountAsync(draft => db.Cases.Any(row => row.Id == draft.CaseId && row.Handling == Handling.Human))));
    }

    private static async Task TypeInAsync(Person agent, string channel, IEnumerable<string> requests, string replyBy)
    {
        foreach (var (index, body) in requests.Index())
        {
            await agent.OpenAsync("/desk/new");
            await agent.Page.Locator($"input[name='Typed.Channel'][value='{channel}']").CheckAsync();
            await agent.Page.Locator("#Typed_Body").FillAsync(body);
            await agent.Page.Locator("#Typed_Name").FillAsync($"Camille {channel} {index}");
            await agent.Page.Locator("#Typed_Phone").FillAsync($"06 39 98 {index:00} 0{channel.Length}");
            await agent.Page.Locator("#Typed_PostalAddress").FillAsync("3 rue du Moulin\n63999 Sainte-Amarelle");
            await agent.Page.Locator($"input[name='Typed.ReplyBy'][value='{replyBy}']").CheckAsync();
            await agent.PressAsync("Enregistrer la demande");
            await Expect(agent.Page.Locator(".receipt .big-number")).ToBeVisibleAsync();
        }
    }

    /// <summary>Two agents answer: drafts as they are, drafts corrected, letters and calls; two replies carry the same mistake.</summary>
    private async Task<(Case First, Case Second)> RepliesAsync()
    {
        var (one, two) = (await AgentAsync("accueil"), await AgentAsync("etat-civil"));
        var drafted = await town.ReadAsync(Commune, db => db.Cases.AsNoTracking()
            .Where(row => row.State == CaseState.ToReview && row.Channel == Channel.Web && db.Drafts.Any(draft => draft.CaseId == row.Id)).OrderBy(row => row.Number).Take(6).ToListAsync());
        Assert.True(drafted.Count >= 4, $"{drafted.Count} drafts for 15 messages");
        foreach (var (index, subject) in drafted.Index())
        {
            var agent = index % 2 == 0 ? one : two;
            await agent.OpenCaseAsync(subject.Number);
            if (index < 2)
            {
                var text = await agent.Page.Locator("#Text").InputValueAsync();
                await agent.Page.Locator("#Text").FillAsync($"{text}\n\n{Wrong}");
            }

            await SendAsync(agent);
        }

        var byHand = await town.ReadAsync(Commune, db => db.Cases.AsNoTracking().Where(row => row.State == CaseState.ToReview && row.Channel != Channel.Web)
            .GroupBy(row => row.Channel).Select(group => group.OrderBy(row => row.Number).First()).ToListAsync());
        foreach (var subject in byHand)
        {
            await one.OpenCaseAsync(subject.Number);
            await one.Page.Locator("#Text").FillAsync("Bonjour,\n\nVotre demande a été étudiée ; un rendez-vous vous est proposé lundi.\n\nCordialement");
            await SendAsync(one);
            await one.OpenAsync($"/desk/delivery/{await town.ReadAsync(Commune, db => db.Replies.Where(row => row.CaseId == subject.Id).Select(row => row.Id).SingleAsync())}");
            await HandOverAsync(one, subject.Channel);
        }

        var delivered = byHand.ConvertAll(row => row.Id);
        Assert.Equal(3, await town.ReadAsync(Commune, db => db.Cases.CountAsync(row => delivered.Contains(row.Id) && row.State == CaseState.Answered)));
        return (drafted[0], drafted[1]);
    }

    private static async Task SendAsync(Person agent)
    {
        await agent.PressAsync("Relire avant l'envoi");
        await agent.PressAsync("Envoyer la réponse");
        await Expect(agent.Page.Locator(".notice--success").First).ToBeVisibleAsync();
    }

    private static async Task HandOverAsync(Person agent, Channel channel)
    {
        if (channel == Channel.Paper)
        {
            await agent.Page.Locator("form[action$='/Posted' i] button").ClickAsync();
            return;
        }

        await agent.Page.Locator("input[name='Outcome']").First.CheckAsync();
        await agent.Page.Locator("form[action$='/Spoken' i] button").ClickAsync();
    }

    /// <summary>A citizen says that the reply is wrong; the manager finds who received the mistake and corrects it.</summary>
    private async Task IncidentAsync(Case subject)
    {
        var agent = await AgentAsync("accueil");
        await agent.OpenAsync($"/desk?state=Answered&q={subject.Number}");
        await agent.Page.Locator(".queue__subject").ClickAsync();
        await agent.Page.Locator("a[href*='/desk/incident/new']").First.ClickAsync();
        await agent.Page.GetByLabel(Wrong).CheckAsync();
        await agent.Page.Locator("input[name='Severity'][value='Serious']").CheckAsync();
        await agent.Page.Locator("#Description").FillAsync("La carte est gratuite pour les moins de dix-huit ans depuis septembre.");
        await agent.Page.Locator("main form button[type='submit']").ClickAsync();
        await Expect(agent.Page.Locator("h1")).ToBeVisibleAsync();

        var incident = await town.ReadAsync(Commune, db => db.Incidents.AsNoTracking().Include(row => row.Recipients).SingleAsync());
        Assert.Equal((IncidentSeverity.Serious, 2), (incident.Severity, incident.Recipients.Count));
        var manager = await AgentAsync("dgs");
        await manager.OpenAsync($"/steering/incidents/{incident.Id}");
        await Album.KeepAsync(manager.Page, new Screen("day-incident", "/steering/incidents") { Height = 1200 }, "fr");
        await manager.OpenAsync($"/steering/incidents/{incident.Id}/letter");
        await manager.Page.Locator("#Right").FillAsync(Right);
        await manager.Page.Locator("form:has(#Right) button").ClickAsync();
        await manager.PressAsync("Envoyer 2 rectificatifs");
        await Background.UntilAsync(async () => await town.ReadAsync(Commune, db => db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.State == IncidentState.Corrected)));
        await manager.ReloadAsync();
        await manager.UnfoldAsync("Clore");
        await manager.Page.Locator("#Cause").SelectOptionAsync("AgentEdit");
        await manager.Page.Locator("#Measures").FillAsync("Rappel fait à l'équipe ; la fiche des tarifs est épinglée.");
        await manager.Page.Locator("form[action$='/Close' i] #Right").FillAsync(Right);
        await manager.Page.Locator("form[action$='/Close' i] button").ClickAsync();
        await Expect(manager.Page.Locator(".case__badges")).ToContainTextAsync("Clos");
    }

    private async Task EveningAsync(Case first, Case second)
    {
        var citizen = await VisitAsync(scripts: false);
        foreach (var subject in new[] { first, second })
        {
            await citizen.OpenAsync($"/citizen/case/{subject.TrackingToken}");
            await Expect(citizen.Page.Locator("main")).ToContainTextAsync(Right);
        }

        await Album.KeepAsync(citizen.Page, new Screen("day-corrected", "/citizen") { Height = 1600 }, "fr");
        var manager = await AgentAsync("dgs");
        await manager.OpenAsync("/steering");
        await Expect(manager.Page.Locator("table").First).ToBeVisibleAsync();
        await Album.KeepAsync(manager.Page, new Screen("day-evening", "/steering") { Height = 1000 }, "fr");
        await manager.OpenAsync("/steering/mandates");
        await Expect(manager.Page.Locator("h1")).ToBeVisibleAsync();

        Assert.Equal(30, await town.ReadAsync(Commune, db => db.Cases.CountAsync()));
        Assert.Equal(30, await town.ReadAsync(Commune, db => db.Cases.Select(row => row.Number).Distinct().CountAsync()));
        var tasks = await town.ReadAsync(Commune, db => db.Cases.Where(row => row.Id == first.Id || row.Id == second.Id).Select(row => row.Task).Distinct().ToListAsync());
        Assert.All(await town.ReadAsync(Commune, db => db.Mandates.AsNoTracking().Where(row => tasks.Contains(row.Task)).ToListAsync()), mandate => Assert.Equal(MandateLevel.Observe, mandate.Level));
        await town.DoAsync(Commune, async services => Assert.Null(await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<Storage.Audit.AuditTrail>(services).VerifyAsync(TestContext.Current.CancellationToken)));
    }
}
