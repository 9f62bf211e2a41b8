namespace Collegue.Knowledge.SharedIndex;

/// <summary>Whether a database can hold the shared index.</summary>
internal abstract record TablesState
{
    private TablesState()
    {
    }

    /// <param name="Model">The number of the model that makes the vectors.</param>
    public sealed record Ready(int Model) : TablesState;

    /// <param name="Reason">For the administrator, in one line.</param>
    public sealed record Unavailable(string Reason) : TablesState;
}
