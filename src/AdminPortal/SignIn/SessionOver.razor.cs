using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Says that the session is over and leaves the open page a moment later.</summary>
public sealed partial class SessionOver : IDisposable
{
    // The page somebody signs out from hears of the end while its own form is still on the way to "signed out":
    // leaving at once would overtake that.
    private static readonly TimeSpan UntilLeaving = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _gone = new();

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool IsOver { get; set; }

    private string SignInAgain => SignInFailures.PageFor(SignInProblem.SessionOver, "/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <inheritdoc/>
    public void Dispose()
    {
        Authentication.AuthenticationStateChanged -= OnChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Authentication.AuthenticationStateChanged += OnChanged;
        }
    }

    private void OnChanged(Task<AuthenticationState> change) => _ = InvokeAsync(async () =>
    {
        if ((await change).User.Identity?.IsAuthenticated == true || IsOver)
        {
            return;
        }

        IsOver = true;
        StateHasChanged();
        try
        {
            await Task.Delay(UntilLeaving, Clock, _gone.Token);
            Navigation.NavigateTo(SignInAgain, forceLoad: true);
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left by itself.
        }
    });
}
