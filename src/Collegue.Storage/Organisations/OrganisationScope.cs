namespace Collegue.Storage.Organisations;

/// <summary>
/// Whose rows the current unit of work may see and write. Until it is entered nothing is visible and nothing can be written.
/// Registered once per dependency-injection scope: a request, a job or a command.
/// </summary>
public sealed class OrganisationScope
{
    /// <summary>The organisation whose rows are read and written; <see cref="Guid.Empty"/> before <see cref="Enter"/>.</summary>
    public Guid Current { get; private set; }

    /// <summary>The organisations above, nearest first, whose shared collections may be read.</summary>
    public IReadOnlyList<Guid> Ancestors { get; private set; } = [];

    /// <summary>True for instance-wide work only (migrations, claiming jobs, verifying the audit trail).</summary>
    public bool IsUnrestricted { get; private set; }

    public void Enter(Guid organisation, IReadOnlyList<Guid> ancestors)
    {
        if (organisation == Guid.Empty)
        {
            throw new ArgumentException("An organisation is required.", nameof(organisation));
        }

        Current = organisation;
        Ancestors = ancestors;
        IsUnrestricted = false;
    }

    /// <summary>Sees the rows of every organisation. Never call it while serving a citizen or an agent.</summary>
    public void EnterInstance()
    {
        Current = Guid.Empty;
        Ancestors = [];
        IsUnrestricted = true;
    }
}
