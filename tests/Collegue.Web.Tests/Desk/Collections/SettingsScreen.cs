using System.Net;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class SettingsScreen(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Theory]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("chef-scolaire", HttpStatusCode.OK)]
    [InlineData("dgs", HttpStatusCode.NotFound)]
    [InlineData("scolaire", HttpStatusCode.NotFound)]
    public async Task Administrators_and_those_who_lead_the_owner_department_change_it(string account, HttpStatusCode expected)
    {
        var seeded = await new SeededCollection().InAsync(server);
        using var agent = await server.AgentAsync(account);
        using var administrator = await server.AgentAsync("admin");
        var fields = Visitor.Fields((await administrator.OpenAsync($"{seeded.Address}/settings")).FormWith("ReadBy"));

        var form = await agent.OpenAsync($"{seeded.Address}/settings");

        Assert.Equal(expected, form.Status);
        if (expected != HttpStatusCode.OK)
        {
            fields["__RequestVerificationToken"] = Visitor.Fields((await agent.OpenAsync("/desk")).FormWith("sign-out"))["__RequestVerificationToken"];
            fields["Title"] = "Pris";
            Assert.Equal(HttpStatusCode.NotFound, (await agent.PostAsync(new Uri(server.Address, $"{seeded.Address}/settings"), fields)).Status);
            Assert.Equal("Fonds d'essai", (await StoredAsync(seeded)).Title);
        }
    }

    [Fact]
    public async Task What_is_saved_is_kept_audited_and_can_be_undone()
    {
        var seeded = await new SeededCollection().InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        var saved = await lead.SendAsync(await lead.OpenAsync($"{seeded.Address}/settings"), "ReadBy", new Dictionary<string, string>
        {
            ["Title"] = "  Cantine et garderie ",
            ["Description"] = "Tarifs <b> et règlements.",
            ["ReadBy"] = "Agents",
            ["ReviewEveryDays"] = "90",
        });
        var after = await StoredAsync(seeded);
        var undone = await lead.SendAsync(saved, "handler=Undo");
        var back = await StoredAsync(seeded);

        Assert.Contains("Les réglages sont enregistrés.", saved.Text, StringComparison.Ordinal);
        Assert.Equal("Cantine et garderie", saved.Heading);
        Assert.Contains("Tarifs <b> et règlements.", saved.Text, StringComparison.Ordinal);
        Assert.Equal((Readers.Agents, 90, TimeProvider.System.Today().AddDays(90)), (after.Readers, after.ReviewEveryDays, after.NextReview));
        Assert.Contains("Les réglages sont redevenus ce qu'ils étaient.", undone.Text, StringComparison.Ordinal);
        Assert.Equal(("Fonds d'essai", Readers.Everyone, null, null), (back.Title, back.Readers, back.ReviewEveryDays, back.NextReview));
        var facts = await server.ReadAsync(Commune, db => db.AuditEntries.Where(row => row.SubjectId == seeded.Id).OrderBy(row => row.Sequence).ToListAsync());
        Assert.Equal(["collection.changed", "collection.changed"], facts.Select(fact => fact.Action));
        Assert.Equal($"collection={seeded.Slug};fields=title,description,readers,review", facts[0].Detail);
        Assert.All(facts, fact => Assert.Equal(Actor.Agent, fact.Actor));
    }

    [Theory]
    [InlineData("Title", " ", "Donnez un titre au fonds.")]
    [InlineData("ReviewEveryDays", "0", "Écrivez un nombre de jours entre 1 et 3650")]
    [InlineData("ReviewEveryDays", "souvent", "Écrivez un nombre de jours entre 1 et 3650")]
    [InlineData("OwnerDepartment", "inconnu", "Choisissez un service de la liste.")]
    [InlineData("OwnerDepartment", "ccas", "Seul un administrateur confie un fonds à un autre service que le vôtre.")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_kept(string field, string typed, string problem)
    {
        var seeded = await new SeededCollection().InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        var refused = await lead.SendAsync(await lead.OpenAsync($"{seeded.Address}/settings"), "ReadBy", new Dictionary<string, string>
        {
            ["Description"] = "Gardé à l'écran",
            [field] = typed,
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(problem, Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("true", refused.Page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid"));
        Assert.Equal("Gardé à l'écran", refused.ValueOf("Description"));
        Assert.Null((await StoredAsync(seeded)).Description);
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_and_keeps_what_was_typed()
    {
        var seeded = await new SeededCollection().InAsync(server);
        using var first = await server.AgentAsync("admin");
        using var second = await server.AgentAsync("chef-scolaire");
        var form = await second.OpenAsync($"{seeded.Address}/settings");
        await first.SendAsync(await first.OpenAsync($"{seeded.Address}/settings"), "ReadBy", new Dictionary<string, string> { ["Title"] = "De l'administrateur" });

        var conflict = await second.SendAsync(form, "ReadBy", new Dictionary<string, string> { ["Title"] = "De la cheffe" });
        var before = (await StoredAsync(seeded)).Title;
        await second.SendAsync(conflict, "ReadBy");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("De la cheffe", conflict.ValueOf("Title"));
        Assert.Equal("De l'administrateur", before);
        Assert.Equal("De la cheffe", (await StoredAsync(seeded)).Title);
    }

    [Fact]
    public async Task A_review_done_today_moves_the_next_one_and_another_rhythm_hides_none()
    {
        var seeded = await new SeededCollection { ReviewEveryDays = 100, NextReview = new DateOnly(2020, 6, 1) }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");

        await lead.SendAsync(await lead.OpenAsync($"{seeded.Address}/settings"), "ReadBy", new Dictionary<string, string> { ["ReviewEveryDays"] = "130" });
        var moved = (await StoredAsync(seeded)).NextReview;
        var due = await lead.OpenAsync(seeded.Address);
        var reviewed = await lead.SendAsync(due, "handler=Reviewed");

        Assert.Equal(new DateOnly(2020, 7, 1), moved);
        Assert.Contains("Ce fonds est à relire", due.Text, StringComparison.Ordinal);
        Assert.Contains("La relecture est notée.", reviewed.Text, StringComparison.Ordinal);
        Assert.Equal(TimeProvider.System.Today().AddDays(130), (await StoredAsync(seeded)).NextReview);
    }

    private Task<Collection> StoredAsync(SeededCollection seeded) =>
        server.ReadAsync(Commune, db => db.Collections.AsNoTracking().SingleAsync(row => row.Id == seeded.Id));
}
