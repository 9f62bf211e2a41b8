using Collegue.Storage.Desk;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Collegue.Storage.Cases;

/// <summary>What the rows about to be saved add to the words of their cases.</summary>
internal sealed class NewWords
{
    private readonly Dictionary<(Guid Organisation, Guid Case), List<string?>> _texts = [];
    private readonly HashSet<Guid> _opened = [];

    private NewWords()
    {
    }

    public static NewWords Of(ChangeTracker tracker)
    {
        var found = new NewWords();
        foreach (var entry in tracker.Entries())
        {
            found.Read(entry, tracker);
        }

        return found;
    }

    /// <summary>The texts of the cases that begin here.</summary>
    public IEnumerable<CaseText> Opened => _texts.Where(pair => _opened.Contains(pair.Key.Case)).Select(pair => new CaseText
    {
        OrganisationId = pair.Key.Organisation,
        CaseId = pair.Key.Case,
        Text = string.Join(' ', CaseWords.Of(pair.Value)),
    });

    /// <summary>What is added to those that were there.</summary>
    public IReadOnlyList<(Guid Organisation, Guid Case, string Words)> Added =>
        [.. _texts.Where(pair => !_opened.Contains(pair.Key.Case)).Select(pair => (pair.Key.Organisation, pair.Key.Case, string.Join(' ', CaseWords.Of(pair.Value))))
            .Where(added => added.Item3.Length > 0)];

    public bool Any => _texts.Count > 0;

    private void Read(EntityEntry entry, ChangeTracker tracker)
    {
        switch (entry.Entity)
        {
            case Case subject when entry.State == EntityState.Added:
                _opened.Add(subject.Id);
                Add(subject.OrganisationId, subject.Id, OfCase(subject));
                break;
            case Case subject when entry.State == EntityState.Modified && Changed(entry):
                Add(subject.OrganisationId, subject.Id, OfCase(subject));
                break;
            case Message message when entry.State == EntityState.Added:
                Add(message.OrganisationId, message.CaseId, message.Body);
                break;
            case Attachment file when entry.State == EntityState.Added
                    && tracker.Entries<Message>().FirstOrDefault(message => message.Entity.Id == file.MessageId)?.Entity is { } message:
                Add(file.OrganisationId, message.CaseId, file.FileName);
                break;
            case Reply reply when entry.State == EntityState.Added:
                Add(reply.OrganisationId, reply.CaseId, reply.Text);
                break;
            case CaseNote note when entry.State == EntityState.Added:
                Add(note.OrganisationId, note.CaseId, note.Text);
                break;
            case ReplyFile file when entry.State == EntityState.Added:
                Add(file.OrganisationId, file.CaseId, file.FileName);
                break;
        }
    }

    internal static string?[] OfCase(Case subject) =>
        [subject.Number, subject.Subject, subject.CitizenName, subject.CitizenEmail, CaseWords.OfPhone(subject.CitizenPhone)];

    private static bool Changed(EntityEntry entry) =>
        entry.Property(nameof(Case.Subject)).IsModified || entry.Property(nameof(Case.CitizenName)).IsModified
        || entry.Property(nameof(Case.CitizenEmail)).IsModified || entry.Property(nameof(Case.CitizenPhone)).IsModified;

    private void Add(Guid organisation, Guid caseId, params string?[] texts)
    {
        if (!_texts.TryGetValue((organisation, caseId), out var list))
        {
            _texts[(organisation, caseId)] = list = [];
        }

        list.AddRange(texts);
    }
}
