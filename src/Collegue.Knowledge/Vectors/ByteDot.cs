using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Collegue.Knowledge.Vectors;

/// <summary>Exact dot product of a row of bytes with a question already widened to shorts: sixteen products an instruction where the machine can.</summary>
internal static class ByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ref sbyte row, ref short question, int length)
    {
        var at = 0;
        var sum = 0;
        if (Avx2.IsSupported && length >= 32)
        {
            var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
            for (; at + 32 <= length; at += 32)
            {
                even += Products(ref row, ref question, at);
                odd += Products(ref row, ref question, at + 16);
            }

            sum = Vector256.Sum(even + odd);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            var total = Vector128<int>.Zero;
            for (; at + 8 <= length; at += 8)
            {
                var (low, high) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref row, at)))).AsSByte()));
                var (first, second) = Vector128.Widen(Vector128.LoadUnsafe(ref question, (nuint)at));
                total += (low * first) + (high * second);
            }

            sum = Vector128.Sum(total);
        }

        for (; at < length; at++)
        {
            sum += Unsafe.Add(ref row, at) * Unsafe.Add(ref question, at);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(ref sbyte row, ref short question, int at) => Avx2.MultiplyAddAdjacent(
        Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, (nuint)at)), Vector256.LoadUnsafe(ref question, (nuint)at));
}
