using Collegue.Casework.Intake;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>What became of one file of a form.</summary>
/// <param name="State">Code of its text: <c>read</c>, <c>unreadable</c>, or why it was refused.</param>
internal sealed record JoinedFile(string Name, string State, string? Reason, bool Kept);

/// <param name="Text">Its words; null when there are none to keep.</param>
internal sealed record ReadFile(JoinedFile Result, long Size, string? Text);

/// <summary>Files joined to one conversation: read at once, never indexed, deleted with it.</summary>
internal sealed class ConversationFiles(
    CollegueDb db, OrganisationScope scope, UploadOptions limits, IOptions<AssistantOptions> options, TimeProvider clock)
{
    public Task<List<ConversationFile>> ListAsync(Guid conversation, CancellationToken cancellation) => Of(conversation).AsNoTracking()
        .OrderBy(row => row.AddedAt).ThenBy(row => row.Id).ToListAsync(cancellation);

    /// <summary>What reading the files says; nothing is stored yet.</summary>
    /// <param name="held">Files that the conversation has already, with how many characters they hold.</param>
    public async Task<IReadOnlyList<ReadFile>> ReadAsync(IEnumerable<IFormFile> files, (int Files, long Characters) held, CancellationToken cancellation)
    {
        var read = new List<ReadFile>();
        var (count, characters) = held;
        foreach (var file in files)
        {
            // Some browsers send the whole path.
            var name = file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
            var (result, text) = count >= options.Value.MaxFiles ? (new JoinedFile(name, "many", null, false), null) : await ReadAsync(name, file, characters, cancellation);
            read.Add(new ReadFile(result, file.Length, text));
            (count, characters) = (count + (result.Kept ? 1 : 0), characters + (text?.Length ?? 0));
        }

        return read;
    }

    /// <summary>How many files the conversation has, and how many characters they hold together.</summary>
    public async Task<(int Files, long Characters)> HeldAsync(Guid conversation, CancellationToken cancellation)
    {
        var lengths = await Of(conversation).Select(row => row.Text == null ? 0 : row.Text.Length).ToListAsync(cancellation);
        return (lengths.Count, lengths.Sum(length => (long)length));
    }

    public async Task KeepAsync(Guid conversation, IEnumerable<ReadFile> files, CancellationToken cancellation)
    {
        db.ConversationFiles.AddRange(files.Where(file => file.Result.Kept).Select(file => New(conversation, file)));
        await db.SaveChangesAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.Conversations.Where(row => row.OrganisationId == scope.Current && row.Id == conversation)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastAt, now), cancellation);
    }

    public async Task<bool> RemoveAsync(Guid conversation, Guid file, CancellationToken cancellation) =>
        await Of(conversation).Where(row => row.Id == file).ExecuteDeleteAsync(cancellation) > 0;

    private async Task<(JoinedFile Result, string? Text)> ReadAsync(string name, IFormFile file, long characters, CancellationToken cancellation)
    {
        if (file.Length > limits.LargestFile)
        {
            return (new JoinedFile(name, "toolarge", null, false), null);
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        return await LooseFile.ReadAsync(name, content.ToArray(), limits, cancellation) switch
        {
            LooseFile.Read read when characters + read.Text.Length > AssistantOptions.MostAttachedCharacters => (new JoinedFile(read.Name, "long", null, false), null),
            LooseFile.Read read => (new JoinedFile(read.Name, "read", null, true), PlainText.Clean(read.Text)),
            LooseFile.Unreadable unreadable => (new JoinedFile(unreadable.Name, "unreadable", unreadable.Reason, true), null),
            LooseFile.Refused refused => (new JoinedFile(name, refused.Reason.ToString().ToLowerInvariant(), null, false), null),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    private ConversationFile New(Guid conversation, ReadFile file)
    {
        var now = clock.GetUtcNow();
        return new ConversationFile
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            ConversationId = conversation,
            Name = file.Result.Name,
            Size = file.Size,
            Text = file.Text,
            Problem = file.Result.Reason,
            AddedAt = now,
        };
    }

    private IQueryable<ConversationFile> Of(Guid conversation) =>
        db.ConversationFiles.Where(row => row.OrganisationId == scope.Current && row.ConversationId == conversation);
}
