using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// Which row of the vectors a passage has. Only running text has one: addresses, forms and legal references are found by their words, and
/// are as many again to compare. Rows follow the order of the passages without a gap, so that a scan reads memory from end to end.
/// </summary>
internal sealed class VectorRows
{
    private readonly int[] _before;
    private readonly int[] _passages;

    /// <param name="kinds">Of all passages, in their order.</param>
    public VectorRows(IReadOnlyList<byte> kinds)
    {
        _before = new int[kinds.Count + 1];
        for (var passage = 0; passage < kinds.Count; passage++)
        {
            _before[passage + 1] = _before[passage] + (Has((PassageKind)kinds[passage]) ? 1 : 0);
        }

        _passages = [.. Enumerable.Range(0, kinds.Count).Where(passage => Has((PassageKind)kinds[passage]))];
    }

    public int Count => _passages.Length;

    public static bool Has(PassageKind kind) => kind == PassageKind.Body;

    public int PassageOf(int row) => _passages[row];

    /// <summary>The rows of a range of passages, such as those of one document.</summary>
    public (int First, int Count) Of((int First, int Count) passages) =>
        (_before[passages.First], _before[passages.First + passages.Count] - _before[passages.First]);
}
