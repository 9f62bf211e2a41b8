using System.Net;
using Collegue.Access;
using Collegue.Answering;
using Collegue.Answering.Models;
using Collegue.Scripted;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Collegue.Web.Tests.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>Administrators declare models, choose what they are for, limit what they cost, and stop them.</summary>
public sealed class ModelsTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = SourceSteps.Commune;
    private const string Root = "france";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_model_the_page_says_that_this_is_normal()
    {
        using var administrator = await server.AgentAsync("epci-admin");

        var seen = await administrator.OpenAsync("/admin/models");

        Assert.Equal("Aucun modèle : Collègue répond avec ses sources", seen.Page.QuerySelector(".empty h3")!.TextContent.Replace('\u00A0', ' '));
        Assert.NotNull(seen.Page.QuerySelector("a[href*='models/server']"));
    }

    [Fact]
    public async Task An_administrator_above_all_stops_the_whole_instance_and_only_he_lifts_it()
    {
        await server.DoAsync(Root, services => services.GetRequiredService<Accounts>().CreateAsync(
            new NewAccount("admin-france", "Ambre Solanelle", DeskSteps.Password, Storage.Organisations.Roles.Administrator, null, IsDemo: true), Token));
        using var above = await server.AgentAsync("admin-france");
        using var below = await server.AgentAsync("admin");

        var stopped = await above.SendAsync(await above.OpenAsync("/admin/models"), "models/stop",
            new Dictionary<string, string> { ["Level"] = "Answers", ["Reason"] = "Essai général", ["WholeInstance"] = "true" });
        var seen = await below.OpenAsync("/admin/models");
        var meanwhile = await AskAsync();
        var stop = await server.ReadAsync(Root, db => db.ModelStops.AsNoTracking().SingleAsync(row => row.ResumedAt == null, Token));
        var tried = await below.PostAsync(new Uri(server.Address, $"/admin/models/resume?stop={stop.Id}"),
            new Dictionary<string, string> { ["__RequestVerificationToken"] = seen.ValueOf("__RequestVerificationToken") });
        await above.SendAsync(stopped, $"resume?stop={stop.Id}");

        Assert.Contains("Pour toute l’instance", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Essai général", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Rien n’a changé", tried.Text, StringComparison.Ordinal);
        Assert.Equal(AnswerStatus.Refused, meanwhile.Status);
        Assert.NotEqual(AnswerStatus.Refused, (await AskAsync()).Status);
    }

    [Fact]
    public async Task A_server_and_its_model_are_added_tried_chosen_limited_and_removed()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says("bonjour"));
        using var administrator = await server.AgentAsync("admin");

        var added = await AddServerAsync(administrator, "Serveur de la commune", model.Address, key: "sk-secret");
        var row = await server.ReadAsync(Commune, db => db.ModelServers.AsNoTracking().SingleAsync(one => one.Name == "Serveur de la commune", Token));
        var withModel = await AddModelAsync(administrator, added.Page.QuerySelector($"a[href$='server={row.Id}']")!.GetAttribute("href")!, "Petit modèle");
        var declared = await server.ReadAsync(Commune, db => db.LanguageModels.AsNoTracking().SingleAsync(one => one.ShownName == "Petit modèle", Token));
        var trying = await administrator.SendAsync(withModel, $"try?model={declared.Id}");
        var tried = await Background.UntilAsync(() => server.ReadAsync(Commune, db => db.LanguageModels.AsNoTracking()
            .FirstOrDefaultAsync(one => one.Id == declared.Id && one.TriedOutcome == ModelOutcome.Answered, Token)));
        var chosen = await administrator.SendAsync(await administrator.OpenAsync("/admin/models"), "choose?feature=Assistant",
            new Dictionary<string, string> { ["First"] = $"{declared.Id}" });
        var limited = await administrator.SendAsync(chosen, $"limit?model={declared.Id}", new Dictionary<string, string> { ["Limit"] = "12,50" });
        var wrong = await administrator.SendAsync(limited, $"limit?model={Guid.Empty}", new Dictionary<string, string> { ["Limit"] = "beaucoup" });

        Assert.Contains("Le serveur est ajouté", added.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", added.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", row.ProtectedKey!, StringComparison.Ordinal);
        Assert.Contains("L’essai est lancé", trying.Text, StringComparison.Ordinal);
        Assert.NotNull(tried.TriedMilliseconds);
        Assert.Equal("Bearer sk-secret", Assert.Single(model.Requests).Authorization);
        Assert.Equal($"{declared.Id}", chosen.Page.QuerySelector("#choice-Assistant-First option[selected]")!.GetAttribute("value"));
        Assert.Contains("12,50", limited.Page.QuerySelector("section[aria-labelledby=budgets]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Indiquez un montant", Assert.Single(wrong.Problems), StringComparison.Ordinal);

        var confirmation = await administrator.OpenAsync($"/admin/models/remove/server/{row.Id}");
        var removed = await administrator.SendAsync(confirmation, "remove");

        Assert.Contains("Supprimer « Serveur de la commune »", confirmation.Heading.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("supprimés", removed.Text, StringComparison.Ordinal);
        Assert.False(await server.ReadAsync(Commune, db => db.LanguageModels.AnyAsync(one => one.Id == declared.Id, Token)));
        Assert.Equal(["model-server.added", "model-server.removed"], await server.ActionsAsync(row.Id));
        Assert.Equal(["model.added", "models.budget"], await server.ActionsAsync(declared.Id));
    }

    [Fact]
    public async Task A_model_chosen_for_triage_names_a_kind_of_the_list_and_one_it_invents_is_refused()
    {
        const string unclear = "Auriez-vous encore des vinyles de jazz à me conseiller ?";
        await using var model = await ScriptedModel.StartAsync(Scripts.Says("Voici : {\"task\": \"library\", \"words\": \"vinyles de jazz\"}"));
        using var administrator = await server.AgentAsync("admin");
        await AddServerAsync(administrator, "Serveur du tri", model.Address);
        var row = await server.ReadAsync(Commune, db => db.ModelServers.AsNoTracking().SingleAsync(one => one.Name == "Serveur du tri", Token));
        await AddModelAsync(administrator, $"/admin/models/model?server={row.Id}", "Modèle du tri");
        var declared = await server.ReadAsync(Commune, db => db.LanguageModels.AsNoTracking().SingleAsync(one => one.ShownName == "Modèle du tri", Token));
        await administrator.SendAsync(await administrator.OpenAsync("/admin/models"), "choose?feature=Triage", new Dictionary<string, string> { ["First"] = $"{declared.Id}" });

        var chosen = await server.ReceivedAsync(unclear, "vinyles@courriel.example");
        model.Script = Scripts.Says("{\"task\": \"jukebox\", \"words\": \"vinyles de jazz\"}");
        var invented = await server.ReceivedAsync(unclear, "platine@courriel.example");
        var asked = model.Requests.Count;
        var serious = await server.ReceivedAsync("Je n'en peux plus, je veux en finir.", "seul@courriel.example");
        var screen = await administrator.OpenAsync($"/desk/case/{chosen.Id}");
        await administrator.SendAsync(await administrator.OpenAsync($"/admin/models/remove/server/{row.Id}"), "remove");

        Assert.Equal(("library", Storage.Cases.Handling.Assisted), (chosen.Task, chosen.Handling));
        Assert.Equal((null, Storage.Cases.Handling.Human), (invented.Task, invented.Handling));
        Assert.Equal(Storage.Cases.Handling.Human, serious.Handling);
        Assert.Equal((2, 2), (asked, model.Requests.Count));
        Assert.All(model.Requests, request => Assert.Contains("- library : ", request.Text, StringComparison.Ordinal));
        Assert.Contains("le modèle Modèle du tri a choisi dans la liste", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_fails_says_what_to_do()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Answers(401));
        using var administrator = await server.AgentAsync("admin");
        await AddServerAsync(administrator, "Serveur fermé", model.Address);
        var row = await server.ReadAsync(Commune, db => db.ModelServers.AsNoTracking().SingleAsync(one => one.Name == "Serveur fermé", Token));
        var page = await AddModelAsync(administrator, $"/admin/models/model?server={row.Id}", "Modèle fermé");
        var declared = await server.ReadAsync(Commune, db => db.LanguageModels.AsNoTracking().SingleAsync(one => one.ShownName == "Modèle fermé", Token));

        await administrator.SendAsync(page, $"try?model={declared.Id}");
        await Background.UntilAsync(() => server.ReadAsync(Commune, db => db.LanguageModels.AsNoTracking()
            .FirstOrDefaultAsync(one => one.Id == declared.Id && one.TriedOutcome == ModelOutcome.Unauthorised, Token)));
        var seen = await administrator.OpenAsync("/admin/models");

        var panel = seen.Page.QuerySelector($"section[aria-labelledby='server-{row.Id}']")!.TextContent;
        Assert.Contains("clé refusée", panel, StringComparison.Ordinal);
        Assert.Contains("Saisissez de nouveau la clé", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays()
    {
        using var administrator = await server.AgentAsync("admin");

        var refused = await AddServerAsync(administrator, "", "ftp://serveur.example", place: null, first: "0");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(4, refused.Problems.Count);
        Assert.Equal("ftp://serveur.example", refused.ValueOf("Address"));
    }

    [Fact]
    public async Task A_key_is_not_sent_to_another_address_without_being_typed_again()
    {
        using var administrator = await server.AgentAsync("admin");
        await AddServerAsync(administrator, "Serveur qui bouge", "http://127.0.0.1:9/v1", key: "sk-secret");
        var row = await server.ReadAsync(Commune, db => db.ModelServers.AsNoTracking().SingleAsync(one => one.Name == "Serveur qui bouge", Token));
        var form = await administrator.OpenAsync($"/admin/models/server/{row.Id}");

        var moved = await administrator.SendAsync(form, "Address", new Dictionary<string, string> { ["Address"] = "http://127.0.0.1:8/v1" });
        var renamed = await administrator.SendAsync(form, "Address", new Dictionary<string, string> { ["Name"] = "Serveur qui reste" });

        Assert.Equal("", form.ValueOf("Key"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, moved.Status);
        Assert.Equal(HttpStatusCode.OK, renamed.Status);
        var kept = await server.ReadAsync(Commune, db => db.ModelServers.AsNoTracking().SingleAsync(one => one.Id == row.Id, Token));
        Assert.Equal((row.ProtectedKey, "http://127.0.0.1:9/v1", "Serveur qui reste"), (kept.ProtectedKey, kept.BaseAddress, kept.Name));
    }

    [Fact]
    public async Task A_stop_is_ordered_with_its_reason_obeyed_shown_and_lifted()
    {
        using var administrator = await server.AgentAsync("admin");
        var page = await administrator.OpenAsync("/admin/models");

        var withoutReason = await administrator.SendAsync(page, "models/stop", new Dictionary<string, string> { ["Level"] = "Answers" });
        var stopped = await administrator.SendAsync(page, "models/stop", new Dictionary<string, string> { ["Level"] = "Answers", ["Reason"] = "Réponses fausses sur la cantine" });
        var meanwhile = await AskAsync();
        var stop = await server.ReadAsync(Commune, db => db.ModelStops.AsNoTracking().SingleAsync(row => row.ResumedAt == null, Token));
        var resumed = await administrator.SendAsync(stopped, $"resume?stop={stop.Id}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, withoutReason.Status);
        Assert.Contains("Les réponses automatiques sont suspendues", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("Réponses fausses sur la cantine", stopped.Text, StringComparison.Ordinal);
        Assert.Equal(AnswerStatus.Refused, meanwhile.Status);
        Assert.NotEqual(AnswerStatus.Refused, (await AskAsync()).Status);
        Assert.Contains("Aucun arrêt n’est en vigueur", resumed.Text, StringComparison.Ordinal);
        Assert.Equal(["models.stopped", "models.resumed"], await server.ActionsAsync(stop.Id));
    }

    [Fact]
    public async Task Auditors_change_nothing_and_a_child_does_not_stop_the_instance()
    {
        using var auditor = await server.AgentAsync("audit");
        using var administrator = await server.AgentAsync("admin");
        var page = await administrator.OpenAsync("/admin/models");
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await auditor.OpenAsync("/admin/audit")).ValueOf("__RequestVerificationToken"),
            ["Level"] = "Models",
            ["Reason"] = "Essai",
        };
        var isChild = await server.ReadAsync(Commune, db => db.Organisations.AnyAsync(row => row.Slug == Commune && row.ParentId != null, Token));

        var stopping = await auditor.PostAsync(new Uri(server.Address, "/admin/models/stop"), fields);
        var adding = await auditor.OpenAsync("/admin/models/server");
        var everywhere = await administrator.SendAsync(page, "models/stop",
            new Dictionary<string, string> { ["Level"] = "Models", ["Reason"] = "Essai", ["WholeInstance"] = "true" });

        Assert.True(isChild);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (stopping.Status, adding.Status));
        Assert.Equal(HttpStatusCode.Forbidden, everywhere.Status);
        Assert.Null(page.Page.QuerySelector("[name=WholeInstance]"));
        Assert.False(await server.ReadAsync(Commune, db => db.ModelStops.AnyAsync(row => row.ResumedAt == null, Token)));
    }

    [Fact]
    public async Task The_server_of_another_organisation_is_out_of_reach()
    {
        var other = await OfOtherAsync();
        using var administrator = await server.AgentAsync("admin");

        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/admin/models/server/{other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/admin/models/remove/server/{other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/admin/models/model?server={other}")).Status);
    }

    private static async Task<Screen> AddServerAsync(
        Visitor administrator, string name, string address, string key = "", string? place = "OnPremises", string first = "15")
    {
        var filled = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Address"] = address,
            ["Key"] = key,
            ["MayReceive"] = "MaskedPersonalData",
            ["FirstTokenSeconds"] = first,
        };
        if (place is not null)
            filled["Place"] = place;
        return await administrator.SendAsync(await administrator.OpenAsync("/admin/models/server"), "Address", filled);
    }

    private static async Task<Screen> AddModelAsync(Visitor administrator, string form, string name) =>
        await administrator.SendAsync(await administrator.OpenAsync(form), "ShownName",
            new Dictionary<string, string> { ["Name"] = "petit", ["ShownName"] = name, ["Licence"] = "Apache 2.0", ["InputPrice"] = "0,10", ["OutputPrice"] = "0,30" });

    private async Task<Answer> AskAsync()
    {
        Answer? answer = null;
        await server.DoAsync(Commune, async services =>
        {
            var scope = services.GetRequiredService<OrganisationScope>();
            answer = await services.GetRequiredService<Answerer>().AskAsync(
                new Question("Combien coûte la cantine ?", scope.Current, scope.Ancestors, new DateOnly(2026, 11, 24)), Token);
        });
        return answer!;
    }

    private async Task<Guid> OfOtherAsync()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await server.DoAsync(Root, async services =>
        {
            var db = services.GetRequiredService<Storage.CollegueDb>();
            db.ModelServers.Add(new ModelServer
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                Id = id,
                Name = "Serveur d’ailleurs",
                BaseAddress = "http://127.0.0.1:9/v1",
                Place = InferencePlace.OnPremises,
                MayReceive = DataAllowance.PersonalData,
                FirstTokenSeconds = 1,
                TotalSeconds = 2,
                Enabled = true,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            });
            await db.SaveChangesAsync(Token);
        });
        return id;
    }
}
