@extends('layouts.app')
@section('content')
    @include('partials.kop', ['actief' => 'cookies', 'services' => []])
    <h1>{{ __('Cookieverklaring') }}</h1>
    <p>Bijgewerkt op 11-mrt-2024.</p>
    <h2>Noodzakelijke cookies</h2>
    <div class="grid grid-cols-4 font-bold">
        <div>Waarvoor</div><div>Cookie</div><div>Geplaatst door</div><div>Bewaard</div>
    </div>
    <div class="grid grid-cols-4">
        <div>Inloggen bij de smid</div><div class="mono">smid_zitting</div><div>De smid</div><div>120 minuten</div>
    </div>
    <div class="grid grid-cols-4">
        <div>Bescherming van formulieren</div><div class="mono">XSRF-TOKEN</div><div>De smid</div><div>120 minuten</div>
    </div>
    <h2>Meetcookies</h2>
    <p>Wij vragen hiervoor uw toestemming.</p>
    <div class="grid grid-cols-4">
        <div>Bezoeker herkennen</div><div class="mono">_pk_id.*</div><div>Matomo</div><div>13 maanden</div>
    </div>
    <div class="grid grid-cols-4">
        <div>Bezoek volgen</div><div class="mono">_pk_ses.*</div><div>Matomo</div><div>30 minuten</div>
    </div>
@endsection
