using AdminPortal.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.SignIn;

/// <summary>Says in an open page that its session is over, and leaves it.</summary>
public sealed partial class SessionOver : IDisposable
{
    /// <summary>In the address of the page that follows: the person signed out, in another tab.</summary>
    internal const string SignedOut = "signed-out";

    private Guid? _session;
    private bool _isOver;
    private SessionEnd? _end;

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required SessionKeeper Sessions { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    // Where somebody has signed in again meanwhile, the page is theirs or it is refused; that is the page's own affair.
    private string Onwards => _end?.Reason switch
    {
        SessionEndReason.Replaced => Here,
        SessionEndReason.SignedOut => QueryHelpers.AddQueryString(SignInFailures.PageFor(SignInProblem.SessionOver, Here), "why", SignedOut),
        _ => SignInFailures.PageFor(SignInProblem.SessionOver, Here),
    };

    /// <inheritdoc/>
    public void Dispose() => Authentication.AuthenticationStateChanged -= OnChanged;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Authentication.AuthenticationStateChanged += OnChanged;
            _session = PersonClaims.ReadSession((await Authentication.GetAuthenticationStateAsync()).User);
        }
    }

    private void OnChanged(Task<AuthenticationState> change) => _ = InvokeAsync(async () =>
    {
        if ((await change).User.Identity?.IsAuthenticated == true || _isOver)
        {
            return;
        }

        _isOver = true;
        _end = await EndAsync();
        StateHasChanged();
        Navigation.NavigateTo(Onwards, forceLoad: true);
    });

    private async Task<SessionEnd?> EndAsync()
    {
        try
        {
            return _session is { } id ? await Sessions.EndOfAsync(id, CancellationToken.None) : null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // That it is over is certain; why, the next page may know.
            return null;
        }
    }
}
