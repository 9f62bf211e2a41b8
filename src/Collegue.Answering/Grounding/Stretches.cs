using System.Collections;

namespace Collegue.Answering.Grounding;

/// <summary>Which characters of a text already belong to a fact.</summary>
internal sealed class Stretches(int length)
{
    private readonly BitArray _taken = new(length);

    public bool IsTaken(int at) => _taken[at];

    public bool Take(int start, int length)
    {
        for (var at = start; at < start + length; at++)
        {
            if (_taken[at])
                return false;
        }
        for (var at = start; at < start + length; at++)
            _taken[at] = true;
        return length > 0;
    }
}
