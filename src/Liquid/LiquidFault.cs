namespace Liquid;

/// <summary>Carries a mistake from where it is noticed to <see cref="LiquidTemplate"/>, which tells it as a <see cref="LiquidError"/>.</summary>
internal sealed class LiquidFault(int offset, string reason) : Exception(reason)
{
    public LiquidError ToError(string source)
    {
        var end = Math.Clamp(offset, 0, source.Length);
        return new LiquidError(source.AsSpan(0, end).Count('\n') + 1, Message);
    }
}
