using Collegue.Storage.Jobs;
using Collegue.Web.Tests.Citizens;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Xunit;

namespace Collegue.Web.Tests.Journeys;

/// <summary>A product whose letters leave by SMTP, on the same machine and so without TLS.</summary>
public sealed class MailServerProduct : ProductServer
{
    internal SmtpSink Sink { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Mail:SmtpHost", "127.0.0.1"), new("Mail:SmtpPort", $"{Sink.Port}"), new("Mail:RequireTls", "false")];

    public override async ValueTask InitializeAsync()
    {
        Sink = await SmtpSink.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sink.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A product whose mail server does not answer.</summary>
public sealed class NoMailServerProduct : ProductServer
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. base.Settings, new("Mail:SmtpHost", "127.0.0.1"), new("Mail:SmtpPort", $"{SmtpSink.FreePort()}"), new("Mail:RequireTls", "false")];
}

public sealed class DeliveryToFilesTests(ProductServer server) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task Without_a_mail_server_the_acknowledgement_is_a_file_in_the_outbox()
    {
        using var citizen = server.Visit();

        var received = await citizen.WriteAsync(email: "lea@exemple.example");

        await Background.UntilAsync(async () => await Letter.JobAsync(server) is { State: JobState.Done } job ? job : null);
        var file = Path.Combine(server.DataPath, "outbox", $"{await Letter.IdAsync(server)}.eml");
        using var letter = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Letter.AssertAcknowledges(letter, received, "lea@exemple.example");
    }
}

public sealed class DeliveryBySmtpTests(MailServerProduct server) : IClassFixture<MailServerProduct>
{
    [Fact]
    public async Task The_acknowledgement_reaches_the_mail_server_once()
    {
        using var citizen = server.Visit();

        var received = await citizen.WriteAsync(email: "noé@exemple.example");

        await Background.UntilAsync(async () => await Letter.JobAsync(server) is { State: JobState.Done } job ? job : null);
        var letter = Assert.Single(await server.Sink.ReceivedAsync(), Letter.IsRegistration);
        Letter.AssertAcknowledges(letter, received, "noé@exemple.example");
        Assert.False(Directory.Exists(Path.Combine(server.DataPath, "outbox")));
    }
}

public sealed class DeliveryLaterTests(NoMailServerProduct server) : IClassFixture<NoMailServerProduct>
{
    [Fact]
    public async Task A_mail_server_that_does_not_answer_loses_nothing_and_is_tried_again()
    {
        using var citizen = server.Visit();

        var received = await citizen.WriteAsync(email: "lea@exemple.example");

        Assert.Matches(@"^\d{4}-\d{6}$", CitizenSteps.NumberOn(received));
        var job = await Background.UntilAsync(async () => await Letter.JobAsync(server) is { State: JobState.Queued, Attempts: > 0 } postponed ? postponed : null);
        Assert.NotNull(job.LastError);
        Assert.Null((await server.ReadAsync(Letter.Commune, db => db.OutboxMessages.SingleAsync(row => row.Subject.StartsWith(Letter.Registration)))).DeliveredAt);
    }
}

internal static class Letter
{
    public const string Commune = "sainte-amarelle";

    /// <summary>How the letter begins that says the message has come in; receipt is acknowledged in another one once the kind is known.</summary>
    public const string Registration = "Votre demande";

    public static Task<Job?> JobAsync(ProductServer server) =>
        server.ReadAsync(Commune, db => db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Kind == "deliver"
            && db.OutboxMessages.Any(letter => letter.Id == job.SubjectId && letter.Subject.StartsWith(Registration))));

    public static Task<Guid> IdAsync(ProductServer server) =>
        server.ReadAsync(Commune, db => db.OutboxMessages.Where(row => row.Subject.StartsWith(Registration)).Select(row => row.Id).SingleAsync());

    public static bool IsRegistration(MimeMessage letter) => letter.Subject?.StartsWith(Registration, StringComparison.Ordinal) == true;

    public static void AssertAcknowledges(MimeMessage letter, Screen received, string recipient)
    {
        Assert.Equal(recipient, letter.To.Mailboxes.Single().Address);
        Assert.Equal("auto-generated", letter.Headers["Auto-Submitted"]);
        Assert.Contains(CitizenSteps.NumberOn(received), letter.Subject, StringComparison.Ordinal);
        Assert.Contains($"/citizen/case/{CitizenSteps.TokenOn(received)}", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("> " + CitizenSteps.Question, letter.TextBody, StringComparison.Ordinal);
    }
}
