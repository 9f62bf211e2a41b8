using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class UniquenessTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_case_number_is_given_once_in_an_organisation(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var other = await database.AddOrganisationAsync();
        await database.AddAsync(organisation, database.Rows.Case(organisation, number: "2026-000001"));
        await database.AddAsync(other, database.Rows.Case(other, number: "2026-000001"));

        await RefusedAsync(database, organisation, database.Rows.Case(organisation, number: "2026-000001"));
    }

    [Theory, BothEngines]
    public async Task A_submission_makes_one_case(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var submission = database.Rows.NewId();
        await database.AddAsync(organisation, database.Rows.Case(organisation, submission: submission));

        await RefusedAsync(database, organisation, database.Rows.Case(organisation, submission: submission));
    }

    [Theory, BothEngines]
    public async Task A_tracking_link_leads_to_one_case_in_an_organisation(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var other = await database.AddOrganisationAsync();
        var token = database.Rows.NewId().ToString("N");
        await database.AddAsync(organisation, database.Rows.Case(organisation, token: token));
        await database.AddAsync(other, database.Rows.Case(other, token: token));

        await RefusedAsync(database, organisation, database.Rows.Case(organisation, token: token));
    }

    [Theory, BothEngines]
    public async Task A_message_gets_one_draft(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var message = await database.AddMessageAsync(organisation, await database.AddCaseAsync(organisation));
        await database.AddDraftAsync(organisation, message);

        await RefusedAsync(database, organisation, database.Rows.Draft(message));
    }

    [Theory, BothEngines]
    public async Task A_draft_is_sent_once_and_an_agent_alone_may_write_again(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var agent = await database.AddAgentAsync();
        var request = await database.AddCaseAsync(organisation);
        var draft = await database.AddDraftAsync(organisation, await database.AddMessageAsync(organisation, request));
        await database.AddAsync(organisation, database.Rows.Reply(request, agent, draft));

        await RefusedAsync(database, organisation, database.Rows.Reply(request, agent, draft));
        await database.AddAsync(organisation, database.Rows.Reply(request, agent));
        await database.AddAsync(organisation, database.Rows.Reply(request, agent));
    }

    [Theory, BothEngines]
    public async Task A_job_is_promised_once(Engine engine)
    {
        var (database, organisation) = await BeginAsync(engine);
        var subject = database.Rows.NewId();
        Job Promise() => new() { OrganisationId = organisation.Id, Id = database.Rows.NewId(), Kind = "deliver", SubjectId = subject, DueAt = database.Rows.Now };
        await database.AddAsync(organisation, Promise());

        await RefusedAsync(database, organisation, Promise());
    }

    private async Task<(TestDatabase Database, Organisation Organisation)> BeginAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        return (database, await database.AddOrganisationAsync());
    }

    private static async Task RefusedAsync<T>(TestDatabase database, Organisation organisation, T row)
        where T : class, IBelongsToOrganisation
    {
        var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync(organisation, row));
        Assert.Contains("unique", refusal.InnerException!.Message, StringComparison.OrdinalIgnoreCase);
    }
}
