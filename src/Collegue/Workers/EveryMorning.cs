using Collegue.Casework.Mandates;

namespace Collegue.Workers;

/// <summary>Something looked at every morning in each organisation, beside its content.</summary>
internal interface IEveryMorning
{
    Task LookAsync(CancellationToken cancellation);
}

/// <summary>Mandates whose conditions no longer hold, or whose sources expired in the night, are withdrawn before anybody writes.</summary>
internal sealed class MandateMorning(MandateKeeper mandates) : IEveryMorning
{
    public Task LookAsync(CancellationToken cancellation) => mandates.CheckAllAsync(cancellation);
}
