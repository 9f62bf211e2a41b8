using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>How accounts of the gateway are kept.</summary>
internal sealed class AccountsOptions
{
    public const string Section = "Gateway:Accounts";

    /// <summary>How often what was counted is written to the database; what a killed process had not written is read from its journal.</summary>
    [Range(10, 5_000)]
    public int FlushMilliseconds { get; set; } = 100;

    /// <summary>How long a call waits for what other calls and nodes may give back before it is refused.</summary>
    [Range(0, 60_000)]
    public int WaitMilliseconds { get; set; } = 2_000;

    /// <summary>How long a call waits for the database before it is refused.</summary>
    [Range(1, 60)]
    public int DatabaseSeconds { get; set; } = 10;

    /// <summary>What is held of an account is given back when nothing took from it for so long.</summary>
    [Range(100, 60_000)]
    public int IdleMilliseconds { get; set; } = 1_000;

    /// <summary>The room of the journal in the data directory: what can be counted while the database does not answer.</summary>
    [Range(1, 1_024)]
    public int JournalMegabytes { get; set; } = 32;
}

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;
