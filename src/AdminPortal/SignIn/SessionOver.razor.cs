using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.SignIn;

/// <summary>Leaves an open page when its session ends.</summary>
public sealed partial class SessionOver : IDisposable
{
    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsOver { get; set; }

    private string SignInAgain => SignInFailures.PageFor(SignInProblem.SessionOver, "/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <inheritdoc/>
    public void Dispose() => Authentication.AuthenticationStateChanged -= OnChanged;

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
        Navigation.NavigateTo(SignInAgain, forceLoad: true);
    });
}
