using Collegue.Casework.Reviewing;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Desk;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>What surrounds the reply of a case: who writes, what it was merged or split with, notes, files, signature.</summary>
internal sealed class CaseBoard(CollegueDb db, Locks locks, Notes notes, Merges merges, Closings closings, SecondSignatures signatures, ReplyFiles files)
{
    public LockView? Lock { get; private set; }

    public IReadOnlyList<NoteView> Notes { get; private set; } = [];

    public IReadOnlyList<Case> Merged { get; private set; } = [];


    public CaseClosing? Closing { get; private set; }

    /// <summary>The case this one goes on in.</summary>
    public Case? ContinuedIn { get; private set; }

    public PendingReply? Pending { get; private set; }

    public string PendingBy { get; private set; } = "";

    public string PendingDecidedBy { get; private set; } = "";

    public bool NeedsSignature { get; private set; }

    public IReadOnlyList<ReplyFile> Files { get; private set; } = [];

    public ILookup<Guid, ReplyFile> SentFiles { get; private set; } = Array.Empty<ReplyFile>().ToLookup(_ => Guid.Empty);

    private Guid? _read;

    /// <summary>Reads once for the parts of a page that show it.</summary>
    public async Task<CaseBoard> ReadAsync(Case subject, CancellationToken cancellation)
    {
        if (_read == subject.Id)
        {
            return this;
        }

        _read = subject.Id;
        Lock = await locks.FindAsync(subject.Id, cancellation);
        Notes = await notes.OfCaseAsync(subject.Id, cancellation);
        Merged = await merges.MergedIntoAsync(subject.Id, cancellation);
        Closing = await closings.FindAsync(subject, cancellation);
        ContinuedIn = Closing?.MergedIntoId is null ? null : await merges.ContinuedInAsync(subject, cancellation);
        Pending = subject.State == CaseState.Answered ? null : await signatures.OfCaseAsync(subject.Id, cancellation);
        PendingBy = await NameAsync(Pending?.AgentId, cancellation);
        PendingDecidedBy = await NameAsync(Pending?.DecidedByAgentId, cancellation);
        NeedsSignature = subject.State != CaseState.Answered && await signatures.IsNeededAsync(subject.Task, cancellation);
        Files = await files.WaitingAsync(subject.Id, cancellation);
        SentFiles = await files.SentAsync(subject.Id, cancellation);
        return this;
    }

    private async Task<string> NameAsync(Guid? agentId, CancellationToken cancellation) =>
        agentId is null ? "" : await db.Users.Where(row => row.Id == agentId).Select(row => row.DisplayName).SingleOrDefaultAsync(cancellation) ?? "";
}
